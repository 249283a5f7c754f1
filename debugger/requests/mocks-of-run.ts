/** `stepwright/mocksOfRun`: a mock file that answers tasks as they have been answered in this run. */

import { runAsMocks } from '../session/run-as-mocks.ts';
import { shownRun } from '../session/run-views.ts';
import { request } from './request.ts';

export const mocksOfRunRequest = request({
  command: 'stepwright/mocksOfRun',
  run: (session) => ({ text: runAsMocks(session), program: shownRun(session).launch.definition.file }),
});
