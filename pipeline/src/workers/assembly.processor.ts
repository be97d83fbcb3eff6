import { readConfig } from '@h986/domain';
import { PipelineEnv } from '../config.ts';
import { openTools } from './open-tools.ts';
import { assemblyProcessor } from './sandbox.ts';

/** The process in which scans are assembled. */
export default assemblyProcessor(openTools(readConfig(PipelineEnv, process.env), ['map', 'locator', 'encoder']));
