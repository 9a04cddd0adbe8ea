/** Vectors as they come, kept as int8. */
import { quantiseInto } from '../vectors/matrix.ts';

/** Int8 rows with a scale each, in arrays that double as they fill. */
export class GrowingRows {
  readonly dimensions: number;
  #values: Int8Array;
  #scales = new Float32Array(64);
  #count = 0;

  constructor(dimensions: number) {
    this.dimensions = dimensions;
    this.#values = new Int8Array(64 * dimensions);
  }

  push(row: Float32Array): void {
    if (this.#count === this.#scales.length) this.#double();
    this.#scales[this.#count] = quantiseInto(row, this.#values, this.#count * this.dimensions);
    this.#count++;
  }

  finish(): { values: Int8Array; scales: Float32Array } {
    return { values: this.#values.slice(0, this.#count * this.dimensions), scales: this.#scales.slice(0, this.#count) };
  }

  #double(): void {
    const [values, scales] = [this.#values, this.#scales];
    this.#values = new Int8Array(values.length * 2);
    this.#values.set(values);
    this.#scales = new Float32Array(scales.length * 2);
    this.#scales.set(scales);
  }
}
