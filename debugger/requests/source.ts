/** `source`: the text of the definition as it runs, which may differ from what the editor shows by now. */
import { liveOf } from '../session/current.ts';
import { request } from './request.ts';

export const source = request({
  command: 'source',
  run(session) {
    const { doc } = liveOf(session).launch.definition;
    return { content: doc.text, mimeType: doc.format === 'yaml' ? 'application/yaml' : 'application/json' };
  },
});
