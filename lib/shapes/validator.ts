import { Ajv, type ValidateFunction } from 'ajv';
import { isPlainObject } from '../native';
import { definitions } from './shapes.json';

/** Props whose shape is known. */
export type ShapeName = keyof typeof definitions & `${string}Props`;

const ROOT = 'shapes';

/** All that is wrong is reported, with the schema that it broke: its fields are what might have been meant. */
const ajv = new Ajv({
  allErrors: true,
  verbose: true,
  strict: false,
  inlineRefs: false,
  addUsedSchema: false,
});
ajv.addKeyword({
  keyword: 'isPlain',
  // Constructs and sizes, which are more than data, look after themselves.
  validate: (expected: boolean, value: unknown) =>
    (typeof value !== 'object' || value === null || Array.isArray(value) || isPlainObject(value)) ===
    expected,
});
ajv.addSchema({ $id: ROOT, definitions });

/** Compiled when it is first asked for: most apps use some of them only. */
export function validatorOf(name: ShapeName): ValidateFunction {
  const validate = ajv.getSchema(`${ROOT}#/definitions/${name}`);
  if (validate === undefined) {
    throw new Error(`there is no shape ${name}`);
  }
  return validate;
}
