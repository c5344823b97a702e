/** Type of a property: the primitive ones of the specification, lists, maps, one of several, or members of its own. */
export type PropertyType =
  | { kind: 'string'; allowed?: readonly string[] }
  | { kind: 'number' | 'integer' | 'boolean' | 'json' | 'date-time' | 'null' | 'tag' }
  | { kind: 'list'; element: PropertyType }
  | { kind: 'map'; element: PropertyType }
  | { kind: 'union'; types: readonly PropertyType[] }
  /** Members by the name of a definition of the resource type. */
  | { kind: 'members'; definition: string };

export type PropertyDefinition = {
  type: PropertyType;
  isRequired: boolean;
  /** Whether another value takes another resource. */
  replaces: 'yes' | 'no' | 'maybe';
};

export type Definition = Readonly<Record<string, PropertyDefinition>>;

/** What CloudFormation knows of a resource type. */
export type ResourceSpecification = {
  type: string;
  properties: Definition;
  /** Types of members, by name. */
  definitions: Readonly<Record<string, Definition>>;
  attributes: readonly string[];
  /** The property that holds its tags: a list of keys and values, or a map. */
  tags?: { property: string; isMap: boolean };
};

export type Specification = {
  /** Every type that AWS has. */
  isKnown(type: string): boolean;
  /** Throws for a type that is not known. */
  describe(type: string): ResourceSpecification;
};
