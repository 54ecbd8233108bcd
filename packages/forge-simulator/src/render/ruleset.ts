/** Rulesets in GitHub's words. */
import { stamp } from '../clock.ts';
import { bypassOf } from '../rules/applicable.ts';
import type { Identity } from '../world/account.ts';
import type { Ruleset } from '../world/protection.ts';
import type { Repository } from '../world/repository.ts';
import type { World } from '../world/world.ts';

export const rulesetSummary = (world: World, ruleset: Ruleset) => {
  const { type, name } = ruleset.source;
  const home = type === 'Organization' ? `orgs/${name}` : `repos/${name}`;
  const page = type === 'Organization' ? `organizations/${name}/settings/rules` : `${name}/rules`;
  return {
    id: ruleset.id,
    node_id: `RRS_${ruleset.id}`,
    name: ruleset.name,
    target: ruleset.target,
    source_type: type,
    source: name,
    enforcement: ruleset.enforcement,
    created_at: stamp(ruleset.createdAt),
    updated_at: stamp(ruleset.updatedAt),
    _links: {
      self: { href: `${world.url}/api/v3/${home}/rulesets/${ruleset.id}` },
      html: { href: `${world.url}/${page}/${ruleset.id}` },
    },
  };
};

/** `writable`: the caller may change it, and is told who gets past it; others are not. */
export const rulesetJson = (world: World, ruleset: Ruleset, { writable }: { readonly writable: boolean }) => ({
  ...rulesetSummary(world, ruleset),
  conditions: {
    ref_name: { include: ruleset.include, exclude: ruleset.exclude },
    ...(ruleset.source.type === 'Organization' ? { repository_name: { ...ruleset.repositories, protected: false } } : {}),
  },
  rules: ruleset.rules,
  ...(writable ? { bypass_actors: ruleset.bypass } : {}),
});

/** What the caller himself may do about it, told to everybody. */
export const ownBypass = (world: World, repository: Repository, identity: Identity | undefined, ruleset: Ruleset) => ({
  current_user_can_bypass: bypassOf(world, repository, identity, ruleset),
});
