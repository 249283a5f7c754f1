/**
 * The programs that call a handler in its own process, in the languages of the handlers. They read the event from
 * standard input and write `{"result": "<JSON>"}` or `{"error": {…}}` into a file, so that the handler may print
 * whatever it likes.
 */

/**
 * Arguments: the handler's file, its name, the file for the answer, milliseconds; where it is debugged also a word that
 * begins the line which says where its inspector is, and "entry" to stop at the handler's first line. Takes CommonJS and
 * ES modules.
 */
export const NODE_RUNNER = `
const fs = require('node:fs');
const { pathToFileURL } = require('node:url');
const [file, name, answer, timeout, word, where] = process.argv.slice(-6).map((one) => (one === '-' ? '' : one));
const begin = Date.now();
// Node does not exit while a debugger is attached, so that who has started it ends it.
// Not through the console, which the debugger shows.
const say = (what) => fs.writeSync(1, word + what + '\\n');
const leave = () => (word ? process.stdout.write('', () => say('done')) : process.exit(0));
const tell = (value) => { fs.writeFileSync(answer, JSON.stringify(value)); leave(); };
const fail = (error) => tell({ error: {
  errorType: error?.name ?? 'Error',
  errorMessage: error?.message ?? String(error),
  trace: String(error?.stack ?? error).split('\\n'),
} });
const succeed = (value) => {
  try { tell({ result: JSON.stringify(value) ?? 'null' }); } catch (error) { fail(error); }
};
process.on('uncaughtException', fail);
// From a thread beside: a session of the main thread cannot hear while that stands still.
const breakAt = (handler) => new Promise((done) => {
  const key = 'stepwright' + word;
  globalThis[key] = handler;
  const { Worker } = require('node:worker_threads');
  const worker = new Worker(\`
    const { Session } = require('node:inspector');
    const session = new Session();
    session.connectToMainThread();
    session.post('Debugger.enable');
    session.post('Runtime.evaluate', { expression: 'debug(globalThis["\${key}"])', includeCommandLineAPI: true }, () =>
      require('node:worker_threads').parentPort.postMessage(0));
    setInterval(() => {}, 1 << 30);
  \`, { eval: true });
  worker.once('message', done);
});
(async () => {
  try {
    const event = JSON.parse(fs.readFileSync(0, 'utf8'));
    if (word) {
      const inspector = require('node:inspector');
      inspector.open(0, '127.0.0.1');
      say(inspector.url());
      inspector.waitForDebugger();
    }
    const module = await import(pathToFileURL(file).href);
    const handler = module[name] ?? module.default?.[name];
    if (typeof handler !== 'function') throw Object.assign(new Error(file + ' exports no function "' + name + '".'), { name: 'Runtime.HandlerNotFound' });
    const context = {
      functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
      functionVersion: '$LATEST',
      invokedFunctionArn: process.env.STEPWRIGHT_FUNCTION_ARN,
      memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
      logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
      logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
      callbackWaitsForEmptyEventLoop: true,
      awsRequestId: require('node:crypto').randomUUID(),
      getRemainingTimeInMillis: () => (word ? Number(timeout) : begin + Number(timeout) - Date.now()),
    };
    if (where === 'entry') await breakAt(handler);
    if (handler.length > 2) handler(event, context, (error, value) => (error ? fail(error) : succeed(value)));
    else succeed(await handler(event, context));
  } catch (error) { fail(error); }
})();
`;

/** The same for Python, which asks for no more than its standard library, and for debugpy where it is debugged. */
export const PYTHON_RUNNER = `
import importlib.util, json, os, sys, time, traceback, uuid
file, name, answer, timeout, word, where = sys.argv[-6:]
word = '' if word == '-' else word
end = time.time() + float(timeout) / 1000
def tell(value):
    with open(answer, 'w') as out:
        json.dump(value, out)
    # debugpy has a process beside this one, which does not end with it.
    if word:
        print(word + 'done', flush=True)
class Context:
    function_name = os.environ.get('AWS_LAMBDA_FUNCTION_NAME')
    function_version = '$LATEST'
    invoked_function_arn = os.environ.get('STEPWRIGHT_FUNCTION_ARN')
    memory_limit_in_mb = os.environ.get('AWS_LAMBDA_FUNCTION_MEMORY_SIZE')
    log_group_name = os.environ.get('AWS_LAMBDA_LOG_GROUP_NAME')
    log_stream_name = os.environ.get('AWS_LAMBDA_LOG_STREAM_NAME')
    identity = None
    client_context = None
    aws_request_id = str(uuid.uuid4())
    def get_remaining_time_in_millis(self):
        return int(float(timeout)) if word else int((end - time.time()) * 1000)
def wait_for_debugger():
    try:
        import debugpy
    except ImportError:
        print(word + 'missing', flush=True)
        return None
    print(word + str(debugpy.listen(('127.0.0.1', 0))[1]), flush=True)
    debugpy.wait_for_client()
    import pydevd
    return pydevd
def break_at(pydevd, handler):
    code = getattr(handler, '__code__', None)
    def look(frame, event, _):
        if event == 'call' and frame.f_code is code:
            sys.setprofile(None)
            pydevd.settrace(suspend=True, trace_only_current_thread=True, patch_multiprocessing=False, stop_at_frame=frame)
    if code is not None:
        sys.setprofile(look)
try:
    event = json.load(sys.stdin)
    pydevd = wait_for_debugger() if word else None
    sys.path.insert(0, os.path.dirname(os.path.abspath(file)))
    spec = importlib.util.spec_from_file_location('handler_file', file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    handler = getattr(module, name, None)
    if not callable(handler):
        tell({'error': {'errorType': 'Runtime.HandlerNotFound', 'errorMessage': file + ' has no function "' + name + '".'}})
    else:
        if pydevd and where == 'entry':
            break_at(pydevd, handler)
        tell({'result': json.dumps(handler(event, Context()))})
except Exception as error:
    tell({'error': {'errorType': type(error).__name__, 'errorMessage': str(error), 'stackTrace': traceback.format_exc().splitlines()}})
`;
