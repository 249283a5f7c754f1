/**
 * What the recordings hold and no run can repeat: whole classes of fields, each with its reason. There is no list of
 * cases that are let off.
 */
export const NOT_COMPARED: readonly { readonly what: string; readonly reason: string }[] = [
  { what: 'timestamps of events', reason: 'the recorder has blanked them' },
  { what: 'order of keys', reason: 'the recorder sorted some objects and kept others' },
  { what: 'white space of JSON text', reason: 'the recorder parsed the text; numbers are compared as text' },
  { what: 'inputDetails, outputDetails', reason: 'they only say whether the text was cut, and it never was' },
  { what: 'roleArn', reason: 'a token on both sides' },
  { what: 'ids and order inside a Parallel tagged unordered-parallel', reason: 'the recorder sorted these events' },
  {
    what: 'whether MapStateExited of a distributed Map follows MapRunStarted or MapRunSucceeded',
    reason: 'AWS changed it at a day that is not known',
  },
  {
    what: 'the order between branches or iterations that run at the same time',
    reason: 'it depends on timing; each event has to follow the same event as in the recording',
  },
  { what: 'texts of tokens such as <uuid:1>', reason: 'they stand for values of the run' },
  { what: 'the message of a refused Label', reason: 'its recorded text is an emulator’s (trust emulator-text)' },
  {
    what: 'describeExecution, listMapRuns and the envelope of StartSyncExecution',
    reason: 'besides names, dates and bills they repeat status, input, output, error and cause',
  },
  { what: 'eventBridgeEvents', reason: 'they are what another service has received' },
  { what: 'details of measured events that the source leaves out', reason: 'the source did not tell them' },
];
