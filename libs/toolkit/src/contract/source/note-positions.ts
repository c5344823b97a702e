import { fileURLToPath } from 'node:url';
import { NOTE_DECLARATION, type NoteDeclaration } from '@lambda-nest/access/policy';
import type { Position } from './find-declaration.ts';

const positions = new WeakMap<object, Position>();

/** Frames of what applies decorators, in whichever package: the file that has the class is further up. */
const APPLYING =
  /[\\/](?:libs[\\/]access|@lambda-nest[\\/]access|@nestjs[\\/]common|reflect-metadata|@swc[\\/]helpers|tslib)[\\/]|note-positions\.[jt]s/;
const FRAME = /(?:\(|at )(?:async )?(file:\/\/[^)]+|\/[^)]+|[A-Za-z]:\\[^)]+):(\d+):\d+\)?$/;

const note: NoteDeclaration = (subject) => {
  const position = readPosition(new Error('the place').stack ?? '');
  if (position) positions.set(subject, position);
};

/**
 * Notes of every access declaration from now on where its decorator is applied, by the stack at that moment: the only place that is
 * known of a controller that no source of this project declares, such as one of a package.
 */
export function notePositions(): void {
  Object.assign(globalThis, { [NOTE_DECLARATION]: note });
}

/** Where the declaration of a method or a class was applied; `undefined` where nothing was noted. */
export function notedPosition(subject: object): Position | undefined {
  return positions.get(subject);
}

/** The last of the frames that lie in the file which applies the decorators: its helper comes first, then the class. */
export function readPosition(stack: string): Position | undefined {
  const frames = stack
    .split('\n')
    .flatMap((line) => {
      const [, place = '', number = ''] = FRAME.exec(line.trim()) ?? [];
      return place === '' ? [] : [{ file: toPath(place), line: Number(number) }];
    })
    .filter(({ file }) => !APPLYING.test(file));
  const [first] = frames;
  if (!first) return undefined;
  const others = frames.findIndex(({ file }) => file !== first.file);
  return frames[(others === -1 ? frames.length : others) - 1];
}

const toPath = (place: string): string => (place.startsWith('file:') ? fileURLToPath(place) : place);
