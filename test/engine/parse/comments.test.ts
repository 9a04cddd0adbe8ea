import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainText, withoutLicence } from '../../../src/engine/parse/comments.ts';

const check = (comments: readonly string[], expected: string) => assert.equal(plainText(comments), expected);

test('// lines', () => check(['// one', '//   two', '///three', '//! four'], 'one\ntwo\nthree\nfour'));
test('/* stars */', () => check(['/**\n * One.\n *\n * @param x two\n */'], 'One.\n\n@param x two'));
test('/* without stars */', () => check(['/* one\n   two */'], 'one\ntwo'));
test('a list in a starred comment', () => check(['/*\n * - one\n * - two\n */'], '- one\n- two'));
test('# lines', () => check(['# one', '## two', "#' three", '#: four'], 'one\ntwo\nthree\nfour'));
test('-- lines', () => check(['-- one', '-- | two', '--- three'], 'one\ntwo\nthree'));
test('{- haskell -}', () => check(['{-| One\n  two -}'], 'One\ntwo'));
test('(* ocaml *)', () => check(['(** One *)'], 'One'));
test('<!-- html -->', () => check(['<!-- one -->'], 'one'));
test('docstrings', () => {
  check(['"""One.\n\n    * two\n    """'], 'One.\n\n* two');
  check(["r'''one'''"], 'one');
  check(['"one"'], 'one');
});
test('=begin', () => check(['=begin\none\n=end'], 'one'));
test('--[[ lua ]]', () => check(['--[[ one\ntwo ]]'], 'one\ntwo'));
test('<# powershell #>', () => check(['<#\n.SYNOPSIS\none\n#>'], '.SYNOPSIS\none'));
test('rulers count as blank', () => check(['/*******', '// -----', '// one', '// ====='], 'one'));
test('Chinese stays', () => check(['// 查询'], '查询'));
test('a bound on length', () => check([`/* ${'word '.repeat(1000)} */`], 'word '.repeat(400).trim()));

const bare = (doc: string, expected: string) => assert.equal(withoutLicence(doc), expected);

test('a licence goes, what the file is stays', () =>
  bare('Copyright 2020 A\n\nLicensed under the Apache License\nyou may not use\n\nReads cookies.', 'Reads cookies.'));
test('a drawing goes', () => bare('___| | | |  _ \\| |\n/ __| | | | |_) | |\n\nReads.', 'Reads.'));
test('nothing but a licence', () => bare('SPDX-License-Identifier: MIT', ''));
