import { describeForge } from '../forge-suite.fixture.ts';
import { simulatedWorld } from './simulated-world.fixture.ts';

describeForge('GitHub, as the simulator plays it', simulatedWorld);
