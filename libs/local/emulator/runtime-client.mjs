/** The program of a function's process on Lambda: the first argument is the handler. */
import 'aws-lambda-ric';
