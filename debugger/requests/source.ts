/** `source`: the text of a definition as it runs, which may differ from what the editor shows by now. */
import { fail } from '../errors.ts';
import { definitionsOf, liveOf } from '../session/current.ts';
import { request } from './request.ts';

export const source = request({
  command: 'source',
  run(session, { source: wanted, sourceReference }) {
    const live = liveOf(session);
    const reference = wanted?.sourceReference || sourceReference;
    const found = reference
      ? live.launch.generated.find((one) => one.source.sourceReference === reference)
      : definitionsOf(live).find(
          ({ file, source: { path } }) => !wanted?.path || (path && session.host.isSameFile(wanted.path, file)),
        );
    const { doc } = found ?? fail('unknownTarget', 'This text is not one of those that run.');
    return { content: doc.text, mimeType: doc.format === 'yaml' ? 'application/yaml' : 'application/json' };
  },
});
