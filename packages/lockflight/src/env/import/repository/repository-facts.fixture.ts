/** A repository in which nothing was found, and what a test adds to it. */
import type { RepositoryFacts } from './facts.ts';

export const repositoryFacts = (more: Partial<RepositoryFacts> = {}): RepositoryFacts => ({
  project: 'shop',
  language: 'en',
  files: [],
  findings: { reads: [], dynamic: [], skipped: [] },
  samples: [],
  real: [],
  workflows: [],
  manifests: [],
  workspaces: undefined,
  compose: [],
  owners: undefined,
  branches: [],
  merges: [],
  releases: [],
  known: [],
  ...more,
});
