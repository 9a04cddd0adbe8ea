/** WebAssembly as every JavaScript engine has it, for the kernels of `vectors` and `embed`. */

/** The part of the WebAssembly API used here: the engine is compiled without a browser's types. */
export interface WebAssemblyApi {
  validate(bytes: Uint8Array): boolean;
  readonly Memory: new (limits: {
    initial: number;
    maximum: number;
  }) => { readonly buffer: ArrayBuffer; grow(pages: number): number };
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: object };
}

export function webAssembly(): WebAssemblyApi | undefined {
  return (globalThis as { readonly WebAssembly?: WebAssemblyApi }).WebAssembly;
}

/** Whether this machine runs these instructions: SIMD came later than WebAssembly itself. */
export function runs(module: Uint8Array): boolean {
  return webAssembly()?.validate(module) ?? false;
}

export const PAGE = 65536;

export function pages(bytes: number): number {
  return Math.ceil(bytes / PAGE);
}
