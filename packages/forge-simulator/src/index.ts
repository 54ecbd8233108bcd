/** What others may use of the simulator. */
export type { Clock } from './clock.ts';
export type { AccountHandle, AppDraft, AppHandle, OrganizationDraft, PersonDraft, TeamDraft } from './control/people.ts';
export type { CommitDraft, Files, RepositoryDraft } from './control/repositories.ts';
export type { JobDraft, RunDraft, RunEnding } from './control/runs.ts';
export type { DeploymentDraft, Setting } from './control/vaults.ts';
export { ACTIONS_PERMISSIONS, type ForgeOptions, type RepositoryHandle, type Simulator, startForge } from './simulator.ts';
export type { Snapshot } from './snapshot.ts';
export type { Fault, Faults } from './web/faults.ts';
export { type TappedExchange, taps } from './web/tap.ts';
export { ACTIONS_APP_ID, type AppPermissions, type Role } from './world/account.ts';
export type { Conclusion, WorkflowRun } from './world/checks.ts';
export type { DeploymentState } from './world/deployment.ts';
export type { RequestLogEntry } from './world/world.ts';
