// The paths of the requests for each kind of job, written out by hand.

/** The status of update 101. */
export const UPDATE = '/cfp/v1/imageupdate/101/status'
/** The status of update 102. */
export const OTHER_UPDATE = '/cfp/v1/imageupdate/102/status'
/** Re-runs update 101. */
export const RETRY = '/cfp/v1/imageupdate/101/retry'
/** The status of diff 5. */
export const DIFF = '/cfp/v1/imagediff/5/status'
/** The status of version 9. */
export const VERSION = '/cfp/v1/imageversion/9/status'
/** Queues install 7 and returns its status. */
export const QUEUE = '/cfp/v1/imageinstall/7/queue'
/** The install list. */
export const LIST = '/cfp/v1/imageinstall/status'
/** The counters of the rollout of image 44. */
export const ROLLOUT = '/cfp/v2/project/1234567/image/44/status'
