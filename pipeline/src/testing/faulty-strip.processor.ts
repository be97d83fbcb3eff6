import { readConfig } from '@h986/domain';
import { PipelineEnv } from '../config.ts';
import { openTools } from '../workers/open-tools.ts';
import { stripProcessor } from '../workers/sandbox.ts';
import { faulty } from './faults.ts';

export default stripProcessor(faulty(openTools(readConfig(PipelineEnv, process.env), ['map'])));
