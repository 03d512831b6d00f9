// Where each kind of job is asked about (design, section 1), written out by hand.

/** Asks about update 101. */
export const UPDATE = '/cfp/v1/imageupdate/101/status'
/** Asks about update 102. */
export const OTHER_UPDATE = '/cfp/v1/imageupdate/102/status'
/** Runs update 101 again. */
export const RETRY = '/cfp/v1/imageupdate/101/retry'
/** Asks about diff 5. */
export const DIFF = '/cfp/v1/imagediff/5/status'
/** Asks about version 9. */
export const VERSION = '/cfp/v1/imageversion/9/status'
/** Asks about install 7, and queues it. */
export const QUEUE = '/cfp/v1/imageinstall/7/queue'
/** Lists the installs that are not complete. */
export const LIST = '/cfp/v1/imageinstall/status'
/** Asks about the rollout of image 44. */
export const ROLLOUT = '/cfp/v2/project/1234567/image/44/status'
