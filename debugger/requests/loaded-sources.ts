/** `loadedSources`: the definition that runs, those of the machines that it starts, and what was made of them. */
import { definitionsOf } from '../session/current.ts';
import { request } from './request.ts';

export const loadedSources = request({
  command: 'loadedSources',
  capabilities: { supportsLoadedSourcesRequest: true },
  run(session) {
    return { sources: session.live ? definitionsOf(session.live).map(({ source }) => source) : [] };
  },
});
