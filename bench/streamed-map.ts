/**
 * A process of its own: runs a distributed Map over a file in a folder that stands for a bucket, as `stepwright run`
 * does, and prints how long it took and the peak of its memory. Its arguments are the folder and the name of the file.
 */
import { compileProgram, runToEnd } from '#interpreter';
import { boundYoungGeneration, bucketsIn, createFolderReader } from '#store';
import { streamedMap } from './machines.ts';
import { milliseconds } from './measure.ts';

const [folder = '', key = ''] = process.argv.slice(2);
const { program } = compileProgram(streamedMap(key));
if (!program) throw new Error('The machine of the benchmark does not compile.');
const items = createFolderReader(
  bucketsIn(new Map([['rows', { folder, isWritable: false }]]), (bucket) => `There is no bucket '${bucket}'.`),
);
let children = 0;
const begin = milliseconds();
const { status, error } = await runToEnd(
  program,
  { input: {}, now: 0 },
  {
    task: (request) => {
      boundYoungGeneration();
      return items(request);
    },
    onEffect: (effect) => {
      if (effect.type === 'map-run-ended') children = effect.run.executions.succeeded;
    },
  },
);
const passed = milliseconds() - begin;
const megabytes = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ status, error, children, milliseconds: passed, megabytes }));
