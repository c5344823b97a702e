import { describe, expect, it } from '@jest/globals';
import { applyDecorators, Controller, Get, type Type } from '@nestjs/common';
import { Public, Roles as Allow, SignedIn, type RouteEntry } from '@lambda-nest/access';
import { createDeclarationFinder } from './find-declaration.ts';

const ForAdmins = () => applyDecorators(Allow('ADMINS'));

@SignedIn()
@Controller('own')
class Base {
  @Get()
  inherited(): void {}

  @Get('own')
  @Allow('ADMINS')
  own(): void {}

  @Get('composed')
  @ForAdmins()
  composed(): void {}
}

@Controller('sub')
@Public()
class Sub extends Base {}

const findDeclaration = createDeclarationFinder(import.meta.filename);

function lineOf(controller: Type, method: keyof Base): number {
  const name = `${controller.name}.${method}`;
  const handler = (controller.prototype as Base)[method] as () => void;
  return findDeclaration({ method: 'GET', path: '/', name, controller, handler } as RouteEntry).line;
}

describe('createDeclarationFinder', () => {
  it.each([
    ["the class's decorator when the method has none", Base, 'inherited', 8],
    ["the method's own decorator, whatever it is called here", Base, 'own', 15],
    ['the first decorator when the declaration is inside another', Base, 'composed', 18],
    ["the subclass's decorator for a method that it inherits", Sub, 'inherited', 24],
    ["the base's decorator for a method that declares itself", Sub, 'own', 15],
  ] as const)('finds %s', (_, controller, method, line) => {
    expect(lineOf(controller, method)).toBe(line);
  });

  it('names the file', () => {
    const controller = Base;
    const route = { method: 'GET', path: '/', name: 'Base.own', controller, handler: Base.prototype.own };

    expect(findDeclaration(route).file).toBe(import.meta.filename);
  });

  it('rejects a controller that no file declares by name', () => {
    const Hidden = (() => class {})();
    const route = { method: 'GET', path: '/', name: 'Hidden.own', controller: Hidden, handler: () => {} };

    expect(() => findDeclaration(route)).toThrow(
      /^The routes cannot be deployed as they are:\n {2}- Hidden\.own is declared in no file that .* imports\. Make it a method of a named class\.$/,
    );
  });
});
