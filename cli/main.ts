/**
 * The command line. Reads the arguments and hands over to one file per command, which is loaded only when it is
 * asked for. Exit codes: 0 fine, 1 findings or a failed execution, 2 wrong use. The one place that catches.
 */
import * as nodeModule from 'node:module';
import { Command, CommanderError, Option } from 'commander';
import type { DapOptions } from './commands/dap.ts';
import type { GraphOptions } from './commands/graph.ts';
import type { LintOptions } from './commands/lint.ts';
import type { RunOptions } from './commands/run.ts';
import { USAGE_ERROR } from './usage-error.ts';

declare const __STEPWRIGHT_VERSION__: string | undefined;
const VERSION = typeof __STEPWRIGHT_VERSION__ === 'undefined' ? 'development' : __STEPWRIGHT_VERSION__;
const WRONG_USE = 2;

function createProgram(finish: (code: number) => void): Command {
  const program = new Command('stepwright')
    .description('Checks, runs and draws AWS Step Functions state machines (Amazon States Language) on this machine.')
    .version(VERSION)
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(asSentence(text)) });
  program
    .command('lint')
    .description('report mistakes in state machines; any file that holds one is checked, whatever its name')
    .argument('<files...>', 'definitions in JSON or YAML, and templates that hold some')
    .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text'))
    .action(async (files: string[], options: LintOptions) => {
      const { lint } = await import('./commands/lint.ts');
      finish(await lint(files, options));
    });
  program
    .command('run')
    .description('run a state machine and print its output')
    .argument('[file]', 'the definition, or a machine of a template (template.yaml#Order); not with --resume')
    .option('--input <json>', 'the input: JSON, or @file (default: {})')
    .option('--mocks <file>', "answers for tasks by state name, or AWS's MockConfigFile.json")
    .option('--test-case <name>', "the test case of AWS's file: Name, or Machine#Name")
    .option(
      '--bucket <name=folder>',
      'a folder that stands for a bucket; results go there with :rw (repeatable)',
      collect,
    )
    .option(
      '--machine <name=file>',
      'the definition of a machine that is started, by name or ARN; an Express one with :express (repeatable)',
      collect,
    )
    .option('--samples', 'tasks that nobody answers get a sample of what their service returns')
    .option(
      '--handler <name=file>',
      'a handler (charge.js, rate.py#lambda_handler) or an address that stands for a Lambda function (repeatable)',
      collect,
    )
    .option('--send-http', 'really send HTTP Tasks and calls of APIs, to this machine and to allowed hosts')
    .option('--http-endpoint <url=url>', 'an address that stands for another one in HTTP Tasks (repeatable)', collect)
    .option('--connections <file>', 'what EventBridge connections hold, as JSON by name or ARN')
    .option(
      '--service <name=url>',
      'an endpoint at which an AWS service is called, * for all, with the clients of the AWS SDK beside the definition (repeatable)',
      collect,
    )
    .option(
      '--allow-host <host>',
      'a host besides this machine that requests may go to, or *.example.com (repeatable)',
      collect,
    )
    .option('--history <file>', 'write the history events there, as get-execution-history gives them')
    .option('--seed <number>', 'where random values begin; the same seed gives the same values (default: 0)')
    .option(
      '--debug-port <port>',
      'wait at this port of this machine for a debugger, and run under it; 0: any free port',
    )
    .option('--store <folder>', 'keep the execution there in a journal, which outlives the process')
    .option(
      '--resume <journal>',
      'go on with an execution of the store, with the definition and input that it began with',
    )
    .option('--redrive', 'with --resume, after a failure: run again what had not succeeded, as RedriveExecution does')
    .action(async (file: string | undefined, options: RunOptions) => {
      const { run } = await import('./commands/run.ts');
      finish(await run(file, options));
    });
  program
    .command('graph')
    .description('print the picture of a state machine')
    .argument('<file>', 'the definition, or a machine of a template (template.yaml#Order)')
    .addOption(new Option('--format <format>', 'what to print').choices(['svg', 'mermaid', 'json']).default('svg'))
    .addOption(new Option('--theme <theme>', 'colors of the svg').choices(['light', 'dark']).default('light'))
    .action(async (file: string, options: GraphOptions) => {
      const { graph } = await import('./commands/graph.ts');
      finish(graph(file, options));
    });
  program
    .command('lsp')
    .description('serve the Language Server Protocol')
    .option('--stdio', 'over standard input and output (the only way)')
    .action(async () => (await import('./commands/lsp.ts')).runStdio());
  program
    .command('dap')
    .description('serve the Debug Adapter Protocol')
    .option('--stdio', 'over standard input and output (the only way)')
    .option('--allow-host <host>', 'a host besides this machine that requests of tasks may go to (repeatable)', collect)
    .action(async (options: DapOptions) => (await import('./commands/dap.ts')).runStdio(options));
  return program;
}

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** `error: unknown option '--x'` becomes `Unknown option '--x'`. */
function asSentence(text: string): string {
  const bare = text.replace(/^error: /, '');
  return bare.charAt(0).toUpperCase() + bare.slice(1);
}

async function main(): Promise<void> {
  // The code is set instead of exiting: what is still being written to a pipe is not cut off.
  const finish = (code: number) => {
    process.exitCode = code;
  };
  try {
    await createProgram(finish).parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) finish(error.exitCode === 0 ? 0 : WRONG_USE);
    else if (error instanceof Error && error.name === USAGE_ERROR) {
      process.stderr.write(`${error.message}\n`);
      finish(WRONG_USE);
    } else {
      const details = error instanceof Error ? error.stack : String(error);
      process.stderr.write(`Stepwright failed because of a mistake of its own:\n${details}\n`);
      finish(WRONG_USE);
    }
  }
}

// A reader that stops early (`| head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
// Node keeps what it has compiled of the commands from now on, where it can (from 22.8 on).
(nodeModule as { enableCompileCache?: () => void }).enableCompileCache?.();
void main();
