/** What a machine does. Pure: time, random bits and task results come in as events. */
export type * from './history.ts';
export type * from './snapshot.ts';
