import { readConfig } from '@h986/domain';
import { PipelineEnv } from '../config.ts';
import { openTools } from './open-tools.ts';
import { stripProcessor } from './sandbox.ts';

/** The process in which strips are analysed. */
export default stripProcessor(openTools(readConfig(PipelineEnv, process.env), ['map']));
