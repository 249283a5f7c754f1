/**
 * `attach`: opens a recorded execution, which moves both ways and cannot be changed; or begins the run that waits for a
 * debugger on the command line.
 */
import type { AttachArguments, AttachRunArguments } from '#protocol';
import { fail } from '../errors.ts';
import type { Launch } from '../launch/launch.ts';
import { prepareAttach } from '../launch/past.ts';
import { openRun } from '../open-run.ts';
import { request } from './request.ts';

export const attach = request({
  command: 'attach',
  run(session, args, after, open) {
    const { offered } = session;
    const prepare = async (): Promise<Launch> =>
      offered ? withWishes(offered, args) : prepareAttach(session.host, recordingIn(args));
    return openRun(session, prepare, after, open);
  },
});

/** A run of the command line is reached by its port only. */
function recordingIn(args: AttachArguments | AttachRunArguments): AttachArguments {
  if ('port' in args && !('history' in args))
    fail('badLaunchArgument', "No run waits here: connect to the port that 'stepwright run --debug-port' has told.");
  return args as AttachArguments;
}

/** Of the client comes only what is no part of the run. */
function withWishes(offered: Launch, given: AttachArguments | AttachRunArguments): Launch {
  if ('history' in given)
    fail('badLaunchArgument', "A run waits here, and no recorded execution: leave out 'history' to attach to it.");
  const { stopOnEntry, transcript } = given;
  const args = { ...offered.args, stopOnEntry: stopOnEntry === true, ...(transcript && { transcript }) };
  return { ...offered, args };
}
