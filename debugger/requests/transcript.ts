/** `stepwright/transcript`: the run as a text, also after the end. */
import { transcriptOf } from '../past/kept-runs.ts';
import { request } from './request.ts';

export const transcript = request({
  command: 'stepwright/transcript',
  run: (session) => ({ text: transcriptOf(session) }),
});
