const CLANFORGE = 'https://docs.unity.com/en-us/clanforge'

/** The pages of Clanforge's documentation that messages refer to. */
export const links = {
  authentication: `${CLANFORGE}/api/topics/authentication`,
  diffReject: `${CLANFORGE}/api/endpoints/image-diff-reject`,
  errors: `${CLANFORGE}/legacy/error-message-reference`,
  installFailure: `${CLANFORGE}/legacy/game-image-installation-failure`,
  installList: `${CLANFORGE}/api/endpoints/image-install-status`,
  jobFields: `${CLANFORGE}/api/topics/image-job-fields`,
  jobStates: `${CLANFORGE}/api/topics/image-job-states`,
  permissions: `${CLANFORGE}/legacy/what-are-the-clanforge-api-permission-levels`,
  rolloutStatus: `${CLANFORGE}/api/endpoints/image-status`,
} as const
