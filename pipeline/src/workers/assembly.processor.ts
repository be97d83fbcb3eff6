import { readConfig } from '@h986/domain';
import { PipelineEnv } from '../config.ts';
import { rehearse } from '../load/rehearse.ts';
import { openTools } from './open-tools.ts';
import { assemblyProcessor } from './sandbox.ts';

/** The process in which scans are assembled. */
export default assemblyProcessor(open());

async function open(): ReturnType<typeof openTools> {
  const tools = await openTools(readConfig(PipelineEnv, process.env), ['map', 'locator', 'encoder']);
  await rehearse(tools);
  return tools;
}
