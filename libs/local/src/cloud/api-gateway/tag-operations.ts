import type { Operation } from '../endpoint/call.ts';
import { operation } from '../endpoint/operation.ts';
import { list, map, structure, text } from '../endpoint/shape.ts';
import { without } from '../store/without.ts';
import { notFound } from './api-errors.ts';
import type { ApiRecords } from './api-records.ts';

type Tagged = { read(): Record<string, string>; write(tags: Record<string, string>): void };

/** The operations on tags of APIs, stages and domains, by their ARNs. */
export function tagOperations({ apis, stages, domains }: ApiRecords): Record<string, Operation> {
  const find = (arn: string): Tagged => {
    const path = arn.slice(arn.indexOf('::/') + 2);
    const [, kind, id = '', part, name = ''] = path.split('/');
    const api = kind === 'apis' && part === undefined ? apis.get(id) : undefined;
    if (api) return { read: () => api.Tags, write: (Tags) => apis.put([id], { ...api, Tags }) };
    const stage = kind === 'apis' && part === 'stages' ? stages.get(id, name) : undefined;
    if (stage) return { read: () => stage.Tags, write: (Tags) => stages.put([id, name], { ...stage, Tags }) };
    const domain = kind === 'domainnames' ? domains.get(id) : undefined;
    if (domain) return { read: () => domain.Tags, write: (Tags) => domains.put([id], { ...domain, Tags }) };
    throw notFound(`Invalid Resource identifier specified ${arn}`);
  };
  return {
    TagResource: operation(structure({ ResourceArn: text(), Tags: map(text()) }), ({ ResourceArn, Tags }) => {
      const tagged = find(ResourceArn);
      tagged.write({ ...tagged.read(), ...Tags });
      return {};
    }),
    UntagResource: operation(
      structure({ ResourceArn: text(), TagKeys: list(text()) }),
      ({ ResourceArn, TagKeys }) => {
        const tagged = find(ResourceArn);
        tagged.write(without(tagged.read(), ...TagKeys) as Record<string, string>);
        return {};
      },
    ),
    GetTags: operation(structure({ ResourceArn: text() }), ({ ResourceArn }) => ({
      Tags: new Map(Object.entries(find(ResourceArn).read())),
    })),
  };
}
