import type { SourceEdit } from './source-edit.ts';

/**
 * Which of several metadata providers has a decorated thing is noted for each of them, in maps that every garbage collection
 * goes through, and looked up for every question. While there is one provider, as long as nobody loads another copy of
 * reflect-metadata, there is nothing to note, and nobody else to ask.
 */
export const METADATA: readonly SourceEdit[] = [
  {
    file: 'reflect-metadata/Reflect.js',
    find: 'function getProvider(O, P) {',
    replace: `function hasOneProvider() {
                return IsUndefined(second) && IsUndefined(fallback);
            }
            function getProvider(O, P) {
                if (hasOneProvider()) return first;`,
  },
  {
    file: 'reflect-metadata/Reflect.js',
    find: 'var existingProvider = getProvider(O, P);',
    replace: `if (hasOneProvider()) return true;
                var existingProvider = getProvider(O, P);`,
  },
];

/** Nest asks for much that is not there, of every method and of all that it inherits from: a look each, while there is one provider. */
export const INHERITED_METADATA: readonly SourceEdit[] = [
  {
    file: 'reflect-metadata/Reflect.js',
    find: 'registerProvider: registerProvider,',
    replace: 'hasOneProvider: hasOneProvider, registerProvider: registerProvider,',
  },
  {
    file: 'reflect-metadata/Reflect.js',
    find: 'OrdinaryDefineOwnMetadata: OrdinaryDefineOwnMetadata,',
    replace: `ownMetadata: function (O, P) {
                    var targetMetadata = metadata.get(O);
                    return targetMetadata === undefined ? undefined : targetMetadata.get(P);
                },
                OrdinaryDefineOwnMetadata: OrdinaryDefineOwnMetadata,`,
  },
  {
    file: 'reflect-metadata/Reflect.js',
    find: 'function OrdinaryGetMetadata(MetadataKey, O, P) {',
    replace: `function OrdinaryGetMetadata(MetadataKey, O, P) {
            // The registry of an older copy has no such member.
            if (metadataRegistry.hasOneProvider && metadataRegistry.hasOneProvider()) {
                for (var at = O; at !== null; at = OrdinaryGetPrototypeOf(at)) {
                    var own = metadataProvider.ownMetadata(at, P);
                    if (own !== undefined && own.has(MetadataKey)) return own.get(MetadataKey);
                }
                return undefined;
            }`,
  },
];
