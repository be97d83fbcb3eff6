import { readConfig } from '@h986/domain';
import { PipelineEnv } from '../config.ts';
import { openTools } from '../workers/open-tools.ts';
import { assemblyProcessor } from '../workers/sandbox.ts';
import { faulty } from './faults.ts';

export default assemblyProcessor(
  faulty(openTools(readConfig(PipelineEnv, process.env), ['map', 'locator', 'encoder'])),
);
