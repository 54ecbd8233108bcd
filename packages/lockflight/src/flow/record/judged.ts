/** What the recorder said of one pull request. */
/** `outcome` is what the check run of the pull request says. */
export interface Judged {
  readonly pullRequest: number;
  readonly environment: string;
  readonly outcome: 'passed' | 'blocked' | 'errored' | 'superseded' | 'merged' | 'closed' | 'refused';
}
