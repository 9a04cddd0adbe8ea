/** What a file's name alone says about it, without opening it: lock files, minified files, binary formats. */
import type { SkipReason } from '../../engine/types.ts';

const LOCK_FILES = new Set(
  `package-lock.json npm-shrinkwrap.json yarn.lock pnpm-lock.yaml bun.lock bun.lockb deno.lock cargo.lock go.sum go.work.sum
  composer.lock gemfile.lock gems.locked poetry.lock pipfile.lock pdm.lock uv.lock pixi.lock conda-lock.yml mix.lock rebar.lock
  pubspec.lock podfile.lock package.resolved cartfile.resolved packages.lock.json project.assets.json paket.lock flake.lock
  gradle.lockfile buildscript-gradle.lockfile stack.yaml.lock cabal.project.freeze chart.lock .terraform.lock.hcl lazy-lock.json
  module.bazel.lock dub.selections.json`.split(/\s+/),
);

/** Formats that hold no text. Endings that some language or tool also uses for text (`.dat`, `.lib`, `.pt`) are left to the content. */
const BINARY_ENDINGS = new Set(
  `png jpg jpeg jpe jfif gif bmp ico icns cur webp avif heic heif tif tiff psd xcf cr2 nef dng exr hdr tga dds ktx ktx2 pcx
  pnm pgm ppm mp3 mp4 m4a m4v mov avi mkv webm wav flac ogg oga ogv opus aac wma wmv flv mpg mpeg midi aiff
  zip tar gz tgz bz2 tbz2 xz txz zst lz4 lzma lzo 7z rar cab cpio br jar war ear aar apk aab ipa whl egg gem nupkg crate deb rpm
  dmg iso img vhd vhdx vmdk qcow2 pkg msi appimage ttf otf woff woff2 eot ttc pfb
  o a so ko dll exe pdb dylib elf bin class pyc pyo pyd rlib rmeta beam elc wasm nib
  pdf docx xls xlsx ppt pptx odt ods odp epub mobi
  onnx pth ckpt safetensors gguf ggml tflite pb pkl pickle joblib npy npz h5 hdf5 parquet arrow feather orc avro
  sqlite sqlite3 db mdb accdb dbf ldb swf fla blend fbx glb 3ds stl dwg usdz unitypackage uasset umap mmdb pcap pcapng swp swo lnk
  ds_store`.split(/\s+/),
);

const MINIFIED = /[.-]min\.(js|mjs|cjs|css|html?)$|\.(js|mjs|cjs|ts|css)\.map$/;

/** @param name of the file, without its folder */
export function judgeName(name: string): Extract<SkipReason, 'lockfile' | 'minified' | 'binary'> | undefined {
  const lower = name.toLowerCase();
  if (BINARY_ENDINGS.has(endingOf(lower))) return 'binary';
  if (LOCK_FILES.has(lower)) return 'lockfile';
  return MINIFIED.test(lower) ? 'minified' : undefined;
}

/** What follows the last dot, without it; '' when there is none. */
export function endingOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1 || name.length);
}
