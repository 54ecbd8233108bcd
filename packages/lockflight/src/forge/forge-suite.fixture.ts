/**
 * What every forge must do, whatever it is: call `describeForge` with a way to make a world on it. The suite knows the port and this world, no
 * endpoint and no adapter. One world serves a whole run; each test works on branches, environments and labels of its own.
 */
import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import { checksSuite } from './suite/checks.fixture.ts';
import { conversationSuite } from './suite/conversation.fixture.ts';
import { environmentsSuite } from './suite/environments.fixture.ts';
import { faultsSuite } from './suite/faults.fixture.ts';
import { issuesSuite } from './suite/issues.fixture.ts';
import { mergesSuite } from './suite/merges.fixture.ts';
import { protectionSuite } from './suite/protection.fixture.ts';
import { pullRequestsSuite } from './suite/pull-requests.fixture.ts';
import { repositorySuite } from './suite/repository.fixture.ts';
import { rulesSuite } from './suite/rules.fixture.ts';
import type { ForgeWorld } from './suite/world.fixture.ts';

export function describeForge(name: string, makeWorld: () => Promise<ForgeWorld>): void {
  describe(name, () => {
    let made: ForgeWorld | undefined;
    const world = (): ForgeWorld => {
      if (made === undefined) throw new Error('the world was not made');
      return made;
    };
    beforeAll(async () => {
      made = await makeWorld();
    });
    afterEach(() => made?.clearFaults());
    afterAll(() => made?.close());

    repositorySuite(world);
    pullRequestsSuite(world);
    mergesSuite(world);
    protectionSuite(world);
    checksSuite(world);
    issuesSuite(world);
    environmentsSuite(world);
    rulesSuite(world);
    conversationSuite(world);
    faultsSuite(world);
  });
}
