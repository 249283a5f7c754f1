/**
 * The programs that call a handler in its own process, in the languages of the handlers. They read the event from
 * standard input and write `{"result": "<JSON>"}` or `{"error": {…}}` into a file, so that the handler may print
 * whatever it likes.
 */

/** Arguments: the handler's file, its name, the file for the answer, milliseconds. Takes CommonJS and ES modules. */
export const NODE_RUNNER = `
const fs = require('node:fs');
const { pathToFileURL } = require('node:url');
const [file, name, answer, timeout] = process.argv.slice(1);
const end = Date.now() + Number(timeout);
const tell = (value) => { fs.writeFileSync(answer, JSON.stringify(value)); process.exit(0); };
const fail = (error) => tell({ error: {
  errorType: error?.name ?? 'Error',
  errorMessage: error?.message ?? String(error),
  trace: String(error?.stack ?? error).split('\\n'),
} });
const succeed = (value) => {
  try { tell({ result: JSON.stringify(value) ?? 'null' }); } catch (error) { fail(error); }
};
process.on('uncaughtException', fail);
(async () => {
  try {
    const event = JSON.parse(fs.readFileSync(0, 'utf8'));
    const module = await import(pathToFileURL(file).href);
    const handler = module[name] ?? module.default?.[name];
    if (typeof handler !== 'function') throw Object.assign(new Error(file + ' exports no function "' + name + '".'), { name: 'Runtime.HandlerNotFound' });
    const context = {
      functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
      functionVersion: '$LATEST',
      awsRequestId: require('node:crypto').randomUUID(),
      getRemainingTimeInMillis: () => end - Date.now(),
    };
    if (handler.length > 2) handler(event, context, (error, value) => (error ? fail(error) : succeed(value)));
    else succeed(await handler(event, context));
  } catch (error) { fail(error); }
})();
`;

/** The same for Python, which asks for no more than its standard library. */
export const PYTHON_RUNNER = `
import importlib.util, json, os, sys, time, traceback, uuid
file, name, answer, timeout = sys.argv[1:5]
end = time.time() + float(timeout) / 1000
def tell(value):
    with open(answer, 'w') as out:
        json.dump(value, out)
class Context:
    function_name = os.environ.get('AWS_LAMBDA_FUNCTION_NAME')
    function_version = '$LATEST'
    aws_request_id = str(uuid.uuid4())
    def get_remaining_time_in_millis(self):
        return int((end - time.time()) * 1000)
try:
    event = json.load(sys.stdin)
    sys.path.insert(0, os.path.dirname(os.path.abspath(file)))
    spec = importlib.util.spec_from_file_location('handler_file', file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    handler = getattr(module, name, None)
    if not callable(handler):
        tell({'error': {'errorType': 'Runtime.HandlerNotFound', 'errorMessage': file + ' has no function "' + name + '".'}})
    else:
        tell({'result': json.dumps(handler(event, Context()))})
except Exception as error:
    tell({'error': {'errorType': type(error).__name__, 'errorMessage': str(error), 'stackTrace': traceback.format_exc().splitlines()}})
`;
