/**
 * The world the caller describes: cloud, device, edge servers, links, model versions, target. Immutable records, checked
 * once in their constructors; numbers are SI (seconds, joules, bits, MACs; 1 MAC = one multiply-add = 2 FLOP).
 */
package io.github.jqodi.scenario;
