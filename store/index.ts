/**
 * Executions in files: append-only journals that survive the death of the process and can be read page by page; and
 * folders that stand for buckets.
 */
export {
  BucketError,
  type BucketFolder,
  type BucketFolders,
  bucketsIn,
  type FolderBuckets,
  rootFolder,
  writeToBucket,
} from './bucket-folders.ts';
export { type EventPage, type PageRequest, readEventPage } from './event-page.ts';
export { createFolderReader } from './folder-items.ts';
export { createJournalFile, type OpenedJournal, openJournal } from './journal-file.ts';
export { lockJournal, type Release } from './journal-lock.ts';
export { type JournalPolicy, JournalWriter } from './journal-writer.ts';
export { StoreError } from './store-error.ts';
export { type Resumed, type ResumePolicy, resumeStored, runStored } from './stored-run.ts';
export { boundYoungGeneration } from './young-generation.ts';
