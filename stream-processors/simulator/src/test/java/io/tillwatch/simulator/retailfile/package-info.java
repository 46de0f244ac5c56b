/** Tests of the reading of the retail file, against a fold that shares no code with it. */
package io.tillwatch.simulator.retailfile;
