import * as z from 'zod';
import { entries } from './limits.ts';
import { name, oneOrMore, variableName } from './shapes.ts';
import { text } from './text.ts';
import { MODES, NEEDS, SERVICE_FACTS, SERVICE_KINDS, SERVICE_PARTS } from './words.ts';

type Part = (typeof SERVICE_PARTS)[number];
type Fact = (typeof SERVICE_FACTS)[number];

const part = oneOrMore(variableName).optional().meta({ description: 'The variable that plays this part.' });
const parts = Object.fromEntries(SERVICE_PARTS.map((word) => [word, part])) as Record<Part, typeof part>;
const fact = z.boolean().optional();
const facts = Object.fromEntries(SERVICE_FACTS.map((word) => [word, fact])) as Record<Fact, typeof fact>;
const need = z.enum([...NEEDS, 'off']).optional();
const mode = z.enum(MODES).optional();

const serviceCell = z.union([
  z.enum([...NEEDS, ...MODES, 'off']),
  z.strictObject({ need, mode, kind: z.enum(SERVICE_KINDS).optional(), about: text.optional(), ...facts, ...parts }),
]);

export const service = z.strictObject({
  kind: z.enum(SERVICE_KINDS).meta({ description: 'What it is: decides the probe.' }),
  need,
  mode,
  about: text.optional(),
  in: entries(name, serviceCell).optional().meta({ description: 'The service in each environment; off where it is not used.' }),
  ...facts,
  ...parts,
});

export const services = entries(name, service);

export type ServiceInput = z.infer<typeof service>;
export type ServiceCellInput = z.infer<typeof serviceCell>;
