import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';

const OPTIONS: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  allowImportingTsExtensions: true,
};

/** Parses a file and all that it imports from this repository, itself first. Nothing is type-checked. */
export function listSources(entry: string): readonly ts.SourceFile[] {
  const sources = new Map<string, ts.SourceFile>();
  const pending = [resolve(entry)];
  for (let file = pending.shift(); file !== undefined; file = pending.shift()) {
    if (sources.has(file)) continue;
    const text = readFileSync(file, 'utf8');
    sources.set(file, ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
    pending.push(...listImports(file, text));
  }
  return [...sources.values()];
}

function listImports(file: string, text: string): readonly string[] {
  return ts.preProcessFile(text).importedFiles.flatMap(({ fileName }) => {
    const { resolvedModule } = ts.resolveModuleName(
      fileName,
      file,
      OPTIONS,
      ts.sys,
      undefined,
      undefined,
      ts.ModuleKind.ESNext,
    );
    if (resolvedModule?.extension !== ts.Extension.Ts) return [];
    // A package of a workspace is a link to its sources: it lies outside of node_modules, whatever it is imported by.
    const { resolvedFileName } = resolvedModule;
    return resolvedFileName.includes('/node_modules/') ? [] : [resolvedFileName];
  });
}
