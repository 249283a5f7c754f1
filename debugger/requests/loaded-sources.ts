/** `loadedSources`: the definition that runs. */
import { request } from './request.ts';

export const loadedSources = request({
  command: 'loadedSources',
  capabilities: { supportsLoadedSourcesRequest: true },
  run(session) {
    return { sources: session.live ? [session.live.launch.definition.source] : [] };
  },
});
