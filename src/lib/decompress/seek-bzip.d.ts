declare module 'seek-bzip' {
  interface Input {
    readByte(): number
    read(target: Uint8Array, offset: number, length: number): number
  }

  interface Output {
    writeByte(byte: number): void
  }

  /** The parts of the decoder that its own `decode` is made of (2.0.0). */
  class Bunzip {
    constructor(input: Input, output: Output)
    reader: { read(bits: number): number }
    streamCRC: number
    /** Reads a block's header; false at the end of the stream. */
    _init_block(): boolean
    _read_bunzip(): number
    _start_bunzip(input: Input, output: Output): void
  }

  export = Bunzip
}
