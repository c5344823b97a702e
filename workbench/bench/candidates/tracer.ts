import { Tracer } from '@aws-lambda-powertools/tracer';

const tracer = new Tracer({ serviceName: 'bench', captureHTTPsRequests: false });

/** The bare handler with a segment around it, as the documentation of Powertools has it without a decorator. */
export const handler = async (): Promise<object> => {
  const segment = tracer.getSegment();
  const own = segment?.addNewSubsegment('## handler');
  if (own) tracer.setSegment(own);
  tracer.annotateColdStart();
  tracer.addServiceNameAnnotation();
  own?.close();
  if (segment) tracer.setSegment(segment);
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: '{"status":"ok"}' };
};
