#include "formats/zip_inflate.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>

namespace aurora::formats {

namespace {

constexpr int rawDeflate = -MAX_WBITS;                   // without the header of zlib
constexpr std::size_t mostInput = std::size_t{1} << 20;  // between two looks at progress

/// zlib's state, freed at the end.
class Stream
{
public:
    Stream() { m_ready = inflateInit2(&m_state, rawDeflate) == Z_OK; }

    ~Stream() { inflateEnd(&m_state); }

    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    [[nodiscard]] bool ready() const noexcept { return m_ready; }

    [[nodiscard]] z_stream& state() noexcept { return m_state; }

private:
    z_stream m_state{};
    bool m_ready = false;
};

}  // namespace

InflateResult inflate(std::span<const std::uint8_t> stream, std::span<std::uint8_t> output, std::size_t most,
                      Progress& progress)
{
    InflateResult result;
    Stream zlib;
    if (!zlib.ready()) {
        result.damaged = true;
        return result;
    }
    std::array<std::uint8_t, 64 * 1024> piece{};
    z_stream& state = zlib.state();
    for (;;) {
        progress.throwIfCancelled();
        const std::size_t input = std::min(stream.size() - result.packed, mostInput);
        state.next_in = const_cast<Bytef*>(stream.data() + result.packed);  // zlib does not write there
        state.avail_in = static_cast<uInt>(input);
        state.next_out = piece.data();
        state.avail_out = static_cast<uInt>(piece.size());
        const int status = ::inflate(&state, Z_NO_FLUSH);
        const std::size_t used = input - state.avail_in;
        const std::size_t got = piece.size() - state.avail_out;
        if (result.unpacked < output.size()) {
            std::memcpy(output.data() + result.unpacked, piece.data(), std::min(got, output.size() - result.unpacked));
        }
        result.packed += used;
        result.unpacked += got;
        result.ended = status == Z_STREAM_END;
        result.damaged = (status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR) || result.unpacked > most;
        if (result.ended || result.damaged || (used == 0 && got == 0)) {
            return result;
        }
    }
}

std::size_t inflateBeginning(std::span<const std::uint8_t> stream, std::span<std::uint8_t> output)
{
    Stream zlib;
    if (!zlib.ready()) {
        return 0;
    }
    z_stream& state = zlib.state();
    state.next_in = const_cast<Bytef*>(stream.data());  // zlib does not write there
    state.avail_in = static_cast<uInt>(std::min<std::size_t>(stream.size(), std::numeric_limits<uInt>::max()));
    state.next_out = output.data();
    state.avail_out = static_cast<uInt>(std::min<std::size_t>(output.size(), std::numeric_limits<uInt>::max()));
    (void)::inflate(&state, Z_SYNC_FLUSH);
    return state.total_out;
}

}  // namespace aurora::formats
