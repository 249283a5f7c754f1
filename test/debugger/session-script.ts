/**
 * Debug sessions as text: a script of one command a line, and the transcript that comes of it. Clock, ids and seed
 * are given, so a transcript is exact without any tidying up.
 */
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { DataFlow, RunComparison, Runs, RunTimeline, Transcript } from '#protocol';
import { Adapter } from '../../debugger/adapter.ts';
import { prepareLaunch } from '../../debugger/launch/launch.ts';
import { createFakeHost, DapClient, type Files } from './dap-client.ts';
import { flowLines, timelineLines } from './run-view-lines.ts';

type Args = readonly string[];
type Command = (player: Player, rest: string, args: Args) => Promise<void>;

/** Plays a script and gives its transcript. */
export async function playSession(script: string, files: Files): Promise<string> {
  const player = new Player(files);
  try {
    for (const line of script.split('\n')) {
      if (line.trim() === '' || line.startsWith('#')) player.lines.push(line);
      else await player.play(line.trim());
    }
    return `${player.lines.join('\n').trimEnd()}\n`;
  } finally {
    player.client.session.dispose();
  }
}

class Player {
  client: DapClient;
  readonly lines: string[] = [];
  thread = 1;
  frame: number | undefined;
  program = '';
  launched: Promise<DebugProtocol.Response> | undefined;
  wishes: DebugProtocol.SourceBreakpoint[] = [];
  data: DebugProtocol.DataBreakpoint[] = [];
  facts: object = {};
  #shown = 0;

  constructor(files: Files) {
    this.client = new DapClient(createFakeHost(files));
  }

  async play(line: string): Promise<void> {
    this.lines.push(`> ${line}`);
    const [, name = '', rest = ''] = /^(\S+)\s*(.*)$/.exec(line) ?? [];
    const command = COMMANDS[name];
    if (!command) throw new Error(`The script has no command '${name}'.`);
    await command(this, rest, rest.split(/\s+/).filter(Boolean));
  }

  say(text: string): void {
    for (const line of text.split('\n')) this.lines.push(`  ${line}`);
  }

  /** A request whose failure belongs into the transcript. */
  async ask<B>(command: string, args?: object): Promise<B | undefined> {
    const response = await this.client.send(command, args);
    if (response.success) return (response.body ?? {}) as B;
    const { error } = response.body as DebugProtocol.ErrorResponse['body'];
    this.say(`error${error?.showUser ? ' (shown)' : ''}: ${response.message}`);
    return undefined;
  }

  /** Which text a place is in, where it is not the definition's own. */
  textOf(source: DebugProtocol.Source | undefined): string {
    return source?.path === undefined || source.path === this.program ? '' : ` of ${source.name}`;
  }

  get source(): DebugProtocol.Source {
    return { path: this.program };
  }

  /** Lets the execution run to its next stop and tells what happened on the way. */
  async untilStop(): Promise<void> {
    let event = await this.client.event('stopped', 'terminated', 'stepwright/taskPending');
    if (event.event === 'stepwright/taskPending') {
      // Other threads may go on, and one of them may stop.
      for (let turns = 0; turns < 10; turns++) await new Promise(setImmediate);
      const later = this.client.events.slice(this.client.events.indexOf(event));
      if (later.some(({ event: name }) => name === 'stopped')) event = await this.client.event('stopped');
    }
    this.showEvents();
    if (event.event !== 'stopped') return;
    this.thread = event.body.threadId;
    await this.showPlace(event.body);
  }

  /** What has come in since the last command, but for the stop itself. */
  showEvents(): void {
    for (; this.#shown < this.client.events.length; this.#shown++) {
      const event = this.client.events[this.#shown];
      const text = event ? eventText(event) : undefined;
      if (text !== undefined) this.say(text);
    }
  }

  async showPlace(stop: DebugProtocol.StoppedEvent['body']): Promise<void> {
    const trace = await this.ask<DebugProtocol.StackTraceResponse['body']>('stackTrace', { threadId: this.thread });
    const [top] = trace?.stackFrames ?? [];
    this.frame = top?.id;
    const hits = stop.hitBreakpointIds ? ` [breakpoint ${stop.hitBreakpointIds.join(', ')}]` : '';
    const words = stop.description ?? stop.text;
    this.say(
      `stopped: ${stop.reason}${hits}${words ? ` (${words})` : ''} in ${top?.name} at ${top?.line}:${top?.column}${this.textOf(top?.source)}${this.thread === 1 ? '' : `, thread ${this.thread}`}`,
    );
  }
}

function eventText({ event, body }: DebugProtocol.Event): string | undefined {
  switch (event) {
    case 'output':
      return `| ${(body.output as string).trimEnd().replaceAll('\u001b', '␛').replaceAll('\n', '\n| ')}${body.line === undefined ? '' : ` @${/^\w+:/.test(body.source.path) ? `${body.source.path}:` : ''}${body.line}`}`;
    case 'thread':
      return body.threadId === 1 ? undefined : `thread ${body.threadId} ${body.reason}`;
    case 'progressStart':
      return `progress ${body.progressId}: ${body.title}, ${body.message}${body.cancellable ? ', can be cancelled' : ''}`;
    case 'progressUpdate':
      return `progress ${body.progressId}: ${body.message}, ${body.percentage} %`;
    case 'progressEnd':
      return `progress ${body.progressId} ends`;
    case 'exited':
      return `exited ${body.exitCode}`;
    case 'capabilities':
      return `capabilities ${Object.entries(body.capabilities)
        .map(([name, value]) => `${value ? '+' : '-'}${name.replace('supports', '')}`)
        .join(' ')}`;
    case 'terminated':
    case 'invalidated':
      return event;
    case 'breakpoint':
      return `breakpoint ${breakpointText(body.breakpoint)}`;
    case 'stepwright/taskPending':
      return `asked: ${body.stateName} (${body.resource}), remembered as '${body.mockKey}', attempt ${body.attempt}, input ${JSON.stringify(body.input)}, sample ${body.sample.replace(/\s+/g, ' ')}, errors ${body.errors.join(', ')}`;
    case 'stepwright/taskSettled':
      return `settled: task ${body.task}`;
    default:
      return undefined;
  }
}

function breakpointText({ id, verified, line, column, message, reason }: DebugProtocol.Breakpoint): string {
  return `${id}: ${verified ? `at ${line}:${column}` : `${reason ?? 'not placed'} – ${message}`}`;
}

const run =
  (command: string): Command =>
  async (player) => {
    if (await player.ask(command, { threadId: player.thread })) await player.untilStop();
  };

const evaluate =
  (context: string): Command =>
  async (player, rest) => {
    const body = await player.ask<DebugProtocol.EvaluateResponse['body']>('evaluate', {
      expression: rest,
      context,
      ...(player.frame === undefined ? {} : { frameId: player.frame }),
    });
    player.showEvents();
    if (body)
      player.say(
        body.variablesReference > 0 && context === 'watch' ? `${body.result} (${body.type}, unfolds)` : body.result,
      );
  };

async function showVariables(player: Player, reference: number, indent: string, depth: number): Promise<void> {
  const body = await player.ask<DebugProtocol.VariablesResponse['body']>('variables', {
    variablesReference: reference,
  });
  for (const { name, value, evaluateName, variablesReference, presentationHint, indexedVariables } of body?.variables ??
    []) {
    const mark = presentationHint?.attributes?.includes('readOnly') ? '' : ' *';
    player.say(
      `${indent}${name} = ${value}${evaluateName === undefined ? '' : `  [${evaluateName}]`}${indexedVariables === undefined ? '' : ` (${indexedVariables} items)`}${mark}`,
    );
    if (variablesReference > 0 && depth > 1) await showVariables(player, variablesReference, `${indent}  `, depth - 1);
  }
}

const scopesOf = async (player: Player): Promise<readonly DebugProtocol.Scope[]> =>
  (await player.ask<DebugProtocol.ScopesResponse['body']>('scopes', { frameId: player.frame }))?.scopes ?? [];

/** The handle of a scope, or of what lies in it under these names. */
async function referenceOf(player: Player, [scope, ...members]: readonly string[]): Promise<number> {
  let reference = (await scopesOf(player)).find(({ name }) => name === scope)?.variablesReference ?? 0;
  for (const member of members) {
    const body = await player.ask<DebugProtocol.VariablesResponse['body']>('variables', {
      variablesReference: reference,
    });
    reference = body?.variables.find(({ name }) => name === member)?.variablesReference ?? 0;
  }
  return reference;
}

const atState =
  (command: string): Command =>
  async (player, rest) => {
    // A pointer of another file stands behind its name: parcels.asl.json#/States/Done
    const [, file, pointer = rest] = /^([^/#]+)#(.*)$/.exec(rest) ?? [];
    const target = { pointer, ...(file && { program: `/w/${file}` }) };
    if (await player.ask(`stepwright/${command}`, target)) await player.untilStop();
  };

const COMMANDS: Readonly<Record<string, Command>> = {
  launch: async (player, rest) => {
    const [, file = '', args = '{}'] = /^(\S+)\s*(.*)$/.exec(rest) ?? [];
    player.program = `/w/${file}`;
    await player.client.initialize(player.facts);
    player.launched = player.client.send('launch', {
      program: player.program,
      ...JSON.parse(args === '' ? '{}' : args),
    });
    const first = await Promise.race([player.launched, player.client.event('initialized')]);
    if (first.type === 'response') player.say(`error: ${(first as DebugProtocol.Response).message}`);
  },
  // client <what initialize says beyond the usual>
  client: async (player, rest) => {
    player.facts = JSON.parse(rest);
  },
  // attach <history> [<definition>] [<attributes>]
  attach: async (player, rest) => {
    const [, history = '', program, args = '{}'] = /^(\S+)(?:\s+([^\s{]\S*))?\s*(\{.*)?$/.exec(rest) ?? [];
    player.program = `/w/${program ?? ''}`;
    await player.client.initialize();
    player.launched = player.client.send('attach', {
      history: `/w/${history}`,
      ...(program && { program: player.program }),
      ...JSON.parse(args),
    });
    const first = await Promise.race([player.launched, player.client.event('initialized')]);
    if (first.type === 'response') player.say(`error: ${(first as DebugProtocol.Response).message}`);
  },
  // offer <file> [<attributes>]: a run of the command line waits;  attach-run [<attributes>]: attaches to it
  offer: async (player, rest) => {
    const [, file = '', args] = /^(\S+)\s*(\{.*)?$/.exec(rest) ?? [];
    player.program = `/w/${file}`;
    const { host } = player.client;
    const launch = await prepareLaunch(host, { program: player.program, ...JSON.parse(args ?? '{}') });
    player.client = new DapClient(host, new Adapter(host, launch));
  },
  // launch-now <file>: a launch that is answered at once
  'launch-now': async (player, rest) => {
    await player.client.initialize(player.facts);
    await player.ask('launch', { program: `/w/${rest}` });
  },
  'attach-run': async (player, rest) => {
    const { supportTerminateDebuggee } = await player.client.initialize(player.facts);
    if (supportTerminateDebuggee) player.say('can be left, or ended');
    player.launched = player.client.send('attach', rest === '' ? {} : JSON.parse(rest));
    const first = await Promise.race([player.launched, player.client.event('initialized')]);
    if (first.type === 'response') player.say(`error: ${(first as DebugProtocol.Response).message}`);
  },
  transcript: async (player) => {
    const body = await player.ask<Transcript>('stepwright/transcript');
    if (body) player.say(body.text);
  },
  live: async (player) => {
    await player.ask('stepwright/continueFromHere');
    player.showEvents();
  },
  runs: async (player) => {
    const body = await player.ask<Runs>('stepwright/runs');
    for (const { id, name, status, events, isCurrent } of body?.runs ?? [])
      player.say(`${id}: ${name}, ${status}, ${events} events${isCurrent ? ', here' : ''}`);
  },
  // compare <left> <right>: two runs, first the rows and then the texts
  compare: async (player, _rest, [left, right]) => {
    const body = await player.ask<RunComparison>('stepwright/compareRuns', {
      left: Number(left),
      right: Number(right),
    });
    for (const { state, verdict, differs } of body?.rows ?? [])
      player.say(`${state}: ${verdict} ${differs.join()}`.trim());
    if (body) player.say(`${body.left}-----\n${body.right}`);
  },
  // break 12 [:column] [if <condition>] [hit <count>] [log <message>]
  break: async (player, rest) => {
    const [, line, column, condition, hitCondition, logMessage] =
      /^(\d+)(?::(\d+))?(?: if (.*?))?(?: hit (.*?))?(?: log (.*))?$/.exec(rest) ?? [];
    if (line !== undefined) {
      player.wishes.push({
        line: Number(line),
        ...(column && { column: Number(column) }),
        ...(condition && { condition }),
        ...(hitCondition && { hitCondition }),
        ...(logMessage && { logMessage }),
      });
    }
    const body = await player.ask<DebugProtocol.SetBreakpointsResponse['body']>('setBreakpoints', {
      source: player.source,
      breakpoints: player.wishes,
    });
    const last = body?.breakpoints.at(-1);
    if (last) player.say(breakpointText(last));
  },
  clear: async (player) => {
    player.wishes = [];
    await player.ask('setBreakpoints', { source: player.source, breakpoints: [] });
  },
  function: async (player, rest) => {
    const breakpoints = rest.split(',').map((part) => {
      const [, name = '', condition] = /^(.*?)(?: if (.*))?$/.exec(part.trim()) ?? [];
      return { name, ...(condition && { condition }) };
    });
    const body = await player.ask<DebugProtocol.SetFunctionBreakpointsResponse['body']>('setFunctionBreakpoints', {
      breakpoints,
    });
    for (const breakpoint of body?.breakpoints ?? []) player.say(breakpointText(breakpoint));
  },
  // data <expression or scope/member…> [if <condition>] [hit <count>]
  data: async (player, rest) => {
    const [, text = '', condition, hitCondition] = /^(.*?)(?: if (.*?))?(?: hit (.*?))?$/.exec(rest) ?? [];
    const members = text.split('/');
    const name = members.pop() ?? '';
    const variablesReference = members.length === 0 ? undefined : await referenceOf(player, members);
    const info = await player.ask<DebugProtocol.DataBreakpointInfoResponse['body']>('dataBreakpointInfo', {
      name,
      ...(variablesReference === undefined
        ? player.frame !== undefined && { frameId: player.frame }
        : { variablesReference }),
    });
    if (!info) return;
    const { dataId, description, accessTypes, canPersist } = info;
    player.say(
      `${dataId} – ${description}${accessTypes ? ` (${accessTypes.join()}${canPersist ? ', persists' : ''})` : ''}`,
    );
    if (dataId === null) return;
    player.data.push({ dataId, ...(condition && { condition }), ...(hitCondition && { hitCondition }) });
    const body = await player.ask<DebugProtocol.SetDataBreakpointsResponse['body']>('setDataBreakpoints', {
      breakpoints: player.data,
    });
    const last = body?.breakpoints.at(-1);
    if (last) player.say(last.verified ? `${last.id}: watched` : breakpointText(last));
  },
  // sources: what is loaded;  source <number>: the text that was made
  sources: async (player) => {
    const body = await player.ask<DebugProtocol.LoadedSourcesResponse['body']>('loadedSources');
    for (const { name, path, sourceReference, origin } of body?.sources ?? [])
      player.say(`${name}: ${path ?? `source ${sourceReference}, ${origin}`}`);
  },
  source: async (player, rest) => {
    const sourceReference = Number(rest);
    const body = await player.ask<DebugProtocol.SourceResponse['body']>('source', {
      source: sourceReference > 0 ? { sourceReference } : { path: `/w/${rest}` },
      sourceReference: sourceReference || 0,
    });
    if (body) player.say(`${body.mimeType}\n${body.content.split('\n').slice(0, 12).join('\n')}`);
  },
  // break-in <number or file> <line>: in a text that was made, or in another file
  'break-in': async (player, _rest, [text = '', line]) => {
    const body = await player.ask<DebugProtocol.SetBreakpointsResponse['body']>('setBreakpoints', {
      source: Number(text) > 0 ? { sourceReference: Number(text) } : { path: `/w/${text}` },
      breakpoints: [{ line: Number(line) }],
    });
    for (const one of body?.breakpoints ?? [])
      player.say(
        `${breakpointText(one)}${one.verified ? ` of ${one.source?.path === undefined ? `source ${one.source?.sourceReference}` : one.source.name}` : ''}`,
      );
  },
  // modified: the client's text is not the one that runs
  modified: async (player) => {
    const body = await player.ask<DebugProtocol.SetBreakpointsResponse['body']>('setBreakpoints', {
      source: player.source,
      breakpoints: player.wishes,
      sourceModified: true,
    });
    for (const one of body?.breakpoints ?? []) player.say(breakpointText(one));
  },
  // page <scope> <start> <count>
  page: async (player, rest) => {
    const [, scope = '', start, count] = /^(.*) (\d+) (\d+)$/.exec(rest) ?? [];
    const body = await player.ask<DebugProtocol.VariablesResponse['body']>('variables', {
      variablesReference: await referenceOf(player, scope.split('/')),
      filter: 'indexed',
      start: Number(start),
      count: Number(count),
    });
    for (const { name, value, evaluateName } of body?.variables ?? [])
      player.say(`${name} = ${value}  [${evaluateName}]`);
  },
  // disconnect [<attributes>]
  disconnect: async (player, rest) => {
    await player.ask('disconnect', rest === '' ? {} : JSON.parse(rest));
    for (let turns = 0; turns < 10; turns++) await new Promise(setImmediate);
    player.showEvents();
  },
  // exceptions raised, caught: Payment*
  exceptions: async (player, rest) => {
    const filterOptions = rest.split(';').flatMap((part) => {
      const [, filterId, condition] = /^\s*(\w+)(?:\s*:\s*(.*))?$/.exec(part) ?? [];
      return filterId === undefined ? [] : [{ filterId, ...(condition && { condition }) }];
    });
    const body = await player.ask<DebugProtocol.SetExceptionBreakpointsResponse['body']>('setExceptionBreakpoints', {
      filters: [],
      filterOptions,
    });
    for (const { verified, message } of body?.breakpoints ?? []) if (!verified) player.say(message ?? '');
  },
  locations: async (player, rest) => {
    const [line, endLine] = rest.split('-').map(Number);
    const body = await player.ask<DebugProtocol.BreakpointLocationsResponse['body']>('breakpointLocations', {
      source: player.source,
      line,
      ...(endLine && { endLine }),
    });
    for (const place of body?.breakpoints ?? [])
      player.say(`${place.line}:${place.column}-${place.endLine}:${place.endColumn}`);
  },
  run: async (player) => {
    await player.ask('configurationDone');
    const response = await player.launched;
    if (response && !response.success) player.say(`error: ${response.message}`);
    else await player.untilStop();
  },
  continue: run('continue'),
  // go: continue without waiting for the next stop
  go: async (player) => {
    await player.ask('continue', { threadId: player.thread });
    await new Promise(setImmediate);
    player.showEvents();
  },
  next: run('next'),
  // alone <command>: the thread runs and the others stand still
  alone: async (player, rest) => {
    if (await player.ask(rest, { threadId: player.thread, singleThread: true })) await player.untilStop();
  },
  // cancel <progress>
  cancel: async (player, rest) => {
    await player.ask('cancel', { progressId: rest });
    for (let turns = 0; turns < 10; turns++) await new Promise(setImmediate);
    player.showEvents();
  },
  // give-up: cancels the launch, which is the second request
  'give-up': async (player) => {
    await player.ask('cancel', { requestId: 2 });
    const response = await player.launched;
    if (response) player.say(`${response.command}: ${response.message}`);
  },
  out: run('stepOut'),
  back: run('stepBack'),
  reverse: run('reverseContinue'),
  in: async (player, rest) => {
    const targetId = rest === '' ? undefined : Number(rest);
    if (await player.ask('stepIn', { threadId: player.thread, ...(targetId && { targetId }) }))
      await player.untilStop();
  },
  targets: async (player) => {
    const body = await player.ask<DebugProtocol.StepInTargetsResponse['body']>('stepInTargets', {
      frameId: player.frame,
    });
    for (const { id, label } of body?.targets ?? []) player.say(`${id}: ${label}`);
  },
  pause: run('pause'),
  // restart [<attributes that have changed>]
  restart: async (player, rest) => {
    const args = rest === '' ? {} : { arguments: JSON.parse(rest) };
    if (await player.ask('restart', args)) await player.untilStop();
  },
  again: async (player) => {
    if (await player.ask('restartFrame', { frameId: player.frame })) await player.untilStop();
  },
  goto: async (player, rest) => {
    const body = await player.ask<DebugProtocol.GotoTargetsResponse['body']>('gotoTargets', {
      source: player.source,
      line: Number(rest),
    });
    const [target] = body?.targets ?? [];
    for (const { label, line } of body?.targets ?? []) player.say(`target: ${label} at ${line}`);
    if (!target) player.say('no target');
    else if (await player.ask('goto', { threadId: player.thread, targetId: target.id })) await player.untilStop();
  },
  terminate: async (player) => {
    if (await player.ask('terminate', {})) await player.untilStop();
  },
  thread: async (player, rest) => {
    player.thread = Number(rest);
    const trace = await player.ask<DebugProtocol.StackTraceResponse['body']>('stackTrace', { threadId: player.thread });
    player.frame = trace?.stackFrames[0]?.id;
  },
  frame: async (player, rest) => {
    const trace = await player.ask<DebugProtocol.StackTraceResponse['body']>('stackTrace', { threadId: player.thread });
    player.frame = trace?.stackFrames[Number(rest)]?.id;
    player.say(trace?.stackFrames[Number(rest)]?.name ?? 'no frame');
  },
  threads: async (player) => {
    const body = await player.ask<DebugProtocol.ThreadsResponse['body']>('threads');
    for (const { id, name } of body?.threads ?? []) player.say(`${id}: ${name}`);
  },
  // stack [<first> <count>]
  stack: async (player, _rest, [startFrame, levels]) => {
    const body = await player.ask<DebugProtocol.StackTraceResponse['body']>('stackTrace', {
      threadId: player.thread,
      ...(startFrame && { startFrame: Number(startFrame), levels: Number(levels) }),
    });
    if (startFrame) player.say(`of ${body?.totalFrames}:`);
    for (const { name, line, column, presentationHint, canRestart, source } of body?.stackFrames ?? [])
      player.say(
        `${name} at ${line}:${column}${player.textOf(source)}, ${presentationHint}${canRestart ? ', can restart' : ''}`,
      );
  },
  scopes: async (player) => {
    for (const { name, line, presentationHint, namedVariables, indexedVariables, source } of await scopesOf(player)) {
      const count =
        namedVariables === undefined
          ? indexedVariables === undefined
            ? ''
            : `, ${indexedVariables} items`
          : `, ${namedVariables} members`;
      player.say(
        `${name}${line === undefined ? '' : ` at ${line}${player.textOf(source)}`}${presentationHint ? ` (${presentationHint})` : ''}${count}`,
      );
    }
  },
  // vars [<scope> [depth]]
  vars: async (player, rest) => {
    const [, wanted = '', depth = '1'] = /^(.*?)(?:\s+(\d+))?$/.exec(rest) ?? [];
    for (const { name, variablesReference } of await scopesOf(player)) {
      if (wanted === '' ? name === 'Context object' : wanted !== name) continue;
      if (wanted === '') player.say(`${name}:`);
      await showVariables(player, variablesReference, wanted === '' ? '  ' : '', Number(depth));
    }
  },
  // made <scope>/<member>…: the field that made the value
  made: async (player, rest) => {
    const members = rest.split('/');
    const name = members.pop();
    const body = await player.ask<DebugProtocol.VariablesResponse['body']>('variables', {
      variablesReference: await referenceOf(player, members),
    });
    const locationReference = body?.variables.find((one) => one.name === name)?.valueLocationReference;
    if (locationReference === undefined) return player.say('made by no field');
    const at = await player.ask<DebugProtocol.LocationsResponse['body']>('locations', { locationReference });
    if (at) player.say(`made at ${at.line}:${at.column}-${at.endLine}:${at.endColumn}`);
  },
  // set <scope>/<member>… = <value>
  set: async (player, rest) => {
    const [, path = '', value = ''] = /^(.*?)\s*=\s*(.*)$/.exec(rest) ?? [];
    const members = path.split('/');
    const name = members.pop();
    const body = await player.ask<DebugProtocol.SetVariableResponse['body']>('setVariable', {
      variablesReference: await referenceOf(player, members),
      name,
      value,
    });
    player.showEvents();
    if (body) player.say(body.value);
  },
  assign: async (player, rest) => {
    const [, expression, value] = /^(.*?)\s*=\s*(.*)$/.exec(rest) ?? [];
    const body = await player.ask<DebugProtocol.SetExpressionResponse['body']>('setExpression', {
      expression,
      value,
      ...(player.frame === undefined ? {} : { frameId: player.frame }),
    });
    player.showEvents();
    if (body) player.say(body.value);
  },
  eval: evaluate('repl'),
  watch: evaluate('watch'),
  hover: evaluate('hover'),
  clipboard: evaluate('clipboard'),
  // hover-at <line>:<column> <expression>
  'hover-at': async (player, rest) => {
    const [, line, column, expression] = /^(\d+):(\d+)\s+(.*)$/.exec(rest) ?? [];
    const args = { expression, context: 'hover', frameId: player.frame, source: player.source };
    const body = await player.ask<DebugProtocol.EvaluateResponse['body']>('evaluate', {
      ...args,
      line: Number(line),
      column: Number(column),
    });
    if (body) player.say(body.result);
  },
  // type <line>: a line of the console after which the execution may run on to its next stop
  type: async (player, rest) => {
    const body = await player.ask<DebugProtocol.EvaluateResponse['body']>('evaluate', {
      expression: rest,
      context: 'repl',
    });
    if (!body) return;
    player.say(body.result);
    await player.untilStop();
  },
  redrive: async (player) => {
    if (await player.ask('stepwright/redrive')) await player.untilStop();
  },
  answer: async (player, rest) => {
    const [, task, answer = '{}'] = /^(\d+)\s+(.*)$/.exec(rest) ?? [];
    if (await player.ask('stepwright/answerTask', { task: Number(task), answer: JSON.parse(answer) }))
      await player.untilStop();
  },
  // answer-now: while the execution stands still
  'answer-now': async (player, rest) => {
    const [, task, answer = '{}'] = /^(\d+)\s+(.*)$/.exec(rest) ?? [];
    await player.ask('stepwright/answerTask', { task: Number(task), answer: JSON.parse(answer) });
    player.showEvents();
  },
  complete: async (player, rest) => {
    const body = await player.ask<DebugProtocol.CompletionsResponse['body']>('completions', {
      text: rest,
      column: rest.length + 1,
      ...(player.frame === undefined ? {} : { frameId: player.frame }),
    });
    for (const { label, text, start, length, type } of body?.targets ?? [])
      player.say(`${label}${text === undefined ? '' : ` → ${text}`} (${type}, ${start}+${length})`);
  },
  info: async (player) => {
    const body = await player.ask<DebugProtocol.ExceptionInfoResponse['body']>('exceptionInfo', {
      threadId: player.thread,
    });
    if (!body) return;
    player.say(`${body.exceptionId} (${body.breakMode}): ${body.description} in ${body.details?.stackTrace}`);
    for (let [inner] = body.details?.innerException ?? []; inner; [inner] = inner.innerException ?? [])
      player.say(`because of ${inner.typeName}: ${inner.message}`);
  },
  // flow [visit <number>|state <pointer>]: the data of a state, stage by stage, by default of the frame
  flow: async (player, rest) => {
    const [, kind, what] = /^(visit|state) (.*)$/.exec(rest) ?? [];
    const args =
      kind === 'visit' ? { visit: Number(what) } : kind === 'state' ? { pointer: what } : { frameId: player.frame };
    const flow = await player.ask<DataFlow>('stepwright/dataFlow', args);
    for (const line of flow ? flowLines(flow) : []) player.say(line);
  },
  // timeline [<lanes>]
  timeline: async (player, rest) => {
    const body = await player.ask<RunTimeline>('stepwright/runTimeline', rest === '' ? {} : { lanes: Number(rest) });
    for (const line of body ? timelineLines(body) : []) player.say(line);
  },
  // visit <number>: goes to the moment at which it began
  visit: async (player, rest) => {
    if (await player.ask('stepwright/goToVisit', { visit: Number(rest) })) await player.untilStop();
  },
  // leave [<output>]: skips the state
  leave: async (player, rest) => {
    if (await player.ask('stepwright/leaveState', rest === '' ? {} : { output: JSON.parse(rest) }))
      await player.untilStop();
  },
  // run-to, restart-state, skip-to <pointer>: the menu of the graph
  'run-to': atState('runToState'),
  'restart-state': atState('restartState'),
  'skip-to': atState('skipToState'),
  // overlay: the picture of the run that was sent last
  overlay: async (player) => {
    const last = player.client.events.filter(({ event }) => event === 'stepwright/run').at(-1);
    const { status, states, edges, maps, stoppedAt } = last?.body.overlay ?? {};
    player.say(`${status}${stoppedAt ? `, stopped at ${stoppedAt}` : ''}`);
    for (const [pointer, it] of Object.entries<Record<string, unknown>>(states ?? {}))
      player.say(
        `${pointer}: ${it.status} ×${it.count}${it.retries ? `, ${it.retries} retries` : ''}${it.lastMilliseconds === undefined ? '' : `, ${it.lastMilliseconds} ms`}`,
      );
    for (const [edge, count] of Object.entries(edges ?? {})) player.say(`${edge}: ${count}`);
    for (const [pointer, it] of Object.entries<Record<string, unknown>>(maps ?? {}))
      player.say(`${pointer}: ${it.succeeded} succeeded, ${it.failed} failed of ${it.total}`);
  },
  // files: what has been written into buckets
  files: async (player) => {
    for (const [file, text] of player.client.host.written)
      player.say(`${file.replace(/[0-9a-f-]{36}/g, '<id>')}: ${text}`);
  },
  // wait <milliseconds>: real time passes
  wait: async (player, rest) => {
    player.client.host.advance(Number(rest));
    for (let turns = 0; turns < 10; turns++) await new Promise(setImmediate);
    player.showEvents();
  },
  // settle: what runs now runs on to its next stop
  settle: async (player) => {
    await player.untilStop();
  },
};
