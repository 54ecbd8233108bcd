/** REDIS_URL chooses Redis, unless MOCK_REDIS says to do without (it is refused outside local). With neither, this process shares with itself. */
import type { FastifyBaseLogger } from 'fastify';
import { openInProcess } from './in-process.ts';
import type { Shared, SharedUse } from './port.ts';

export interface SharedChoices {
  readonly env: { readonly REDIS_URL: string | undefined; readonly MOCK_REDIS: boolean | undefined };
  readonly log: FastifyBaseLogger;
  readonly onFailure?: (use: SharedUse) => void;
}

export const openShared = async ({ env: { REDIS_URL, MOCK_REDIS }, ...choices }: SharedChoices): Promise<Shared> => {
  if (REDIS_URL === undefined || MOCK_REDIS === true) return openInProcess();
  const { openRedis } = await import('./redis.ts');
  return openRedis({ url: REDIS_URL, ...choices });
};
