import { MeshObject } from './mesh-object';

/**
 * An object of which nobody says that it is there: neither a manifest nor an app that refers to it. Where it lies is a guess, so that nothing
 * certain follows from it.
 */
export class GuessedObject extends MeshObject {}
