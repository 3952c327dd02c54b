#include "storage/chunk_codec.h"

#include "storage/hdf5.h"

#include <blosc.h>
#include <bzlib.h>
#include <libdeflate.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <string>

namespace aurora::storage {

namespace {

using hdf5::Failure;

/// Numbers with noise in their last digits hardly shrink: level 3 makes real recordings 2 % smaller and takes 10 %
/// longer, higher levels several times as long.
constexpr int compressionLevel = 1;

/// Undoes one filter. `size` is how many bytes come out of a compressor; the others tell by what goes in.
using Decode = Bytes (*)(std::span<const std::byte> in, std::size_t size, const Filter& filter);

[[noreturn]] void damaged(const std::string& filter)
{
    throw Failure("it is damaged: a chunk cannot be decompressed (" + filter + ")");
}

template <std::size_t Width>
void shuffleFixed(const std::byte* in, std::byte* out, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t k = 0; k < Width; ++k) {
            out[k * count + i] = in[i * Width + k];
        }
    }
}

template <std::size_t Width>
void unshuffleFixed(const std::byte* in, std::byte* out, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t k = 0; k < Width; ++k) {
            out[i * Width + k] = in[k * count + i];
        }
    }
}

/// First all first bytes of the elements, then all second bytes, …; what does not fill an element stays at the end.
Bytes shuffle(std::span<const std::byte> in, std::size_t width)
{
    Bytes out(in.begin(), in.end());
    const std::size_t count = in.size() / width;
    switch (width) {
    case 2:
        shuffleFixed<2>(in.data(), out.data(), count);
        break;
    case 4:
        shuffleFixed<4>(in.data(), out.data(), count);
        break;
    case 8:
        shuffleFixed<8>(in.data(), out.data(), count);
        break;
    default:
        for (std::size_t k = 0; width > 1 && k < width; ++k) {
            for (std::size_t i = 0; i < count; ++i) {
                out[k * count + i] = in[i * width + k];
            }
        }
    }
    return out;
}

Bytes undoShuffle(std::span<const std::byte> in, std::size_t /*size*/, const Filter& filter)
{
    const std::size_t width = filter.options.empty() ? 1 : std::max(1U, filter.options.front());
    Bytes out(in.begin(), in.end());
    const std::size_t count = in.size() / width;
    switch (width) {
    case 2:
        unshuffleFixed<2>(in.data(), out.data(), count);
        break;
    case 4:
        unshuffleFixed<4>(in.data(), out.data(), count);
        break;
    case 8:
        unshuffleFixed<8>(in.data(), out.data(), count);
        break;
    default:
        for (std::size_t k = 0; width > 1 && k < width; ++k) {
            for (std::size_t i = 0; i < count; ++i) {
                out[i * width + k] = in[k * count + i];
            }
        }
    }
    return out;
}

Bytes undoDeflate(std::span<const std::byte> in, std::size_t size, const Filter& /*filter*/)
{
    struct Free
    {
        void operator()(libdeflate_decompressor* decompressor) const { libdeflate_free_decompressor(decompressor); }
    };

    thread_local const std::unique_ptr<libdeflate_decompressor, Free> decompressor(libdeflate_alloc_decompressor());
    Bytes out(size);
    if (!decompressor || libdeflate_zlib_decompress(decompressor.get(), in.data(), in.size(), out.data(), out.size(),
                                                    nullptr) != LIBDEFLATE_SUCCESS)
    {
        damaged("deflate");
    }
    return out;
}

/// The checksum of HDF5's filter 3: two 16-bit sums over big-endian words.
std::uint32_t fletcher32(std::span<const std::byte> data)
{
    std::uint32_t sum = 0;
    std::uint32_t sumOfSums = 0;
    for (std::size_t i = 0; i < data.size(); i += 2) {
        const auto high = std::to_integer<std::uint32_t>(data[i]) << 8U;
        sum += high | (i + 1 < data.size() ? std::to_integer<std::uint32_t>(data[i + 1]) : 0U);
        sum = (sum & 0xFFFFU) + (sum >> 16U);
        sumOfSums += sum;
        sumOfSums = (sumOfSums & 0xFFFFU) + (sumOfSums >> 16U);
    }
    sum = (sum & 0xFFFFU) + (sum >> 16U);
    sumOfSums = (sumOfSums & 0xFFFFU) + (sumOfSums >> 16U);
    return (sumOfSums << 16U) | sum;
}

Bytes undoFletcher32(std::span<const std::byte> in, std::size_t /*size*/, const Filter& /*filter*/)
{
    std::uint32_t stored = 0;
    if (in.size() < sizeof stored) {
        damaged("Fletcher32");
    }
    const std::size_t size = in.size() - sizeof stored;
    for (std::size_t k = 0; k < sizeof stored; ++k) {
        stored |= std::to_integer<std::uint32_t>(in[size + k]) << (8U * k);
    }
    if (stored != fletcher32(in.first(size))) {
        throw Failure("it is damaged: the checksum of a chunk is wrong");
    }
    return {in.begin(), in.begin() + static_cast<std::ptrdiff_t>(size)};
}

Bytes undoBlosc(std::span<const std::byte> in, std::size_t size, const Filter& /*filter*/)
{
    std::size_t decoded = 0;
    if (blosc_cbuffer_validate(in.data(), in.size(), &decoded) != 0 || decoded != size) {
        damaged("blosc");
    }
    Bytes out(size);
    const int written = blosc_decompress_ctx(in.data(), out.data(), out.size(), 1);
    if (written < 0 || static_cast<std::size_t>(written) != size) {
        const char* library = blosc_cbuffer_complib(in.data());
        damaged(library == nullptr ? "blosc" : std::string("blosc with ") + library);
    }
    return out;
}

Bytes undoBzip2(std::span<const std::byte> in, std::size_t size, const Filter& /*filter*/)
{
    Bytes out(size);
    auto written = static_cast<unsigned>(size);
    Bytes source(in.begin(), in.end());  // the library wants it writable
    const int result =
        BZ2_bzBuffToBuffDecompress(reinterpret_cast<char*>(out.data()), &written,
                                   reinterpret_cast<char*>(source.data()), static_cast<unsigned>(in.size()), 0, 0);
    if (result != BZ_OK || written != size) {
        damaged("bzip2");
    }
    return out;
}

/// What a filter does to the size of its input: it keeps it, adds a checksum, or compresses.
enum class Effect
{
    Keeps,
    AddsChecksum,
    Compresses
};

struct KnownFilter
{
    int id;
    const char* name;
    Effect effect;
    Decode decode;  ///< nullptr: cannot be undone here
};

constexpr std::array filterTable{
    KnownFilter{deflateFilter, "deflate", Effect::Compresses, undoDeflate},
    KnownFilter{shuffleFilter, "shuffle", Effect::Keeps, undoShuffle},
    KnownFilter{3, "Fletcher32", Effect::AddsChecksum, undoFletcher32},
    KnownFilter{307, "bzip2", Effect::Compresses, undoBzip2},
    KnownFilter{32001, "blosc", Effect::Compresses, undoBlosc},
    KnownFilter{4, "szip", Effect::Compresses, nullptr},
    KnownFilter{5, "n-bit", Effect::Compresses, nullptr},
    KnownFilter{6, "scale-offset", Effect::Compresses, nullptr},
    KnownFilter{305, "LZO", Effect::Compresses, nullptr},
    KnownFilter{32000, "LZF", Effect::Compresses, nullptr},
    KnownFilter{32004, "LZ4", Effect::Compresses, nullptr},
    KnownFilter{32008, "bitshuffle", Effect::Compresses, nullptr},
    KnownFilter{32015, "Zstandard", Effect::Compresses, nullptr},
    KnownFilter{32026, "blosc2", Effect::Compresses, nullptr},
};

const KnownFilter* findFilter(int id)
{
    const auto found =
        std::find_if(filterTable.begin(), filterTable.end(), [&](const KnownFilter& known) { return known.id == id; });
    return found == filterTable.end() ? nullptr : &*found;
}

bool isSkipped(const StoredChunk& chunk, std::size_t position)
{
    return position < 32 && ((chunk.skippedFilters >> position) & 1U) != 0;
}

}  // namespace

void requireKnownFilters(std::span<const Filter> filters)
{
    int compressors = 0;
    for (const Filter& filter : filters) {
        const KnownFilter* known = findFilter(filter.id);
        if (known == nullptr || known->decode == nullptr) {
            const std::string name = known == nullptr ? "an unknown filter" : known->name;
            throw Failure("it is compressed with " + name + " (HDF5 filter " + std::to_string(filter.id) +
                          "), which is not supported; store it again with complib=\"zlib\" or \"blosc\"");
        }
        compressors += known->effect == Effect::Compresses ? 1 : 0;
    }
    if (compressors > 1) {
        throw Failure("it is compressed twice, which is not supported; store it again with complib=\"zlib\"");
    }
}

Bytes decodeChunk(StoredChunk chunk, std::span<const Filter> filters, std::size_t chunkBytes)
{
    for (std::size_t position = filters.size(); position-- > 0;) {
        if (isSkipped(chunk, position)) {
            continue;
        }
        std::size_t size = chunkBytes;
        for (std::size_t before = 0; before < position; ++before) {
            const bool adds = findFilter(filters[before].id)->effect == Effect::AddsChecksum;
            size += adds && !isSkipped(chunk, before) ? sizeof(std::uint32_t) : 0;
        }
        chunk.bytes = findFilter(filters[position].id)->decode(chunk.bytes, size, filters[position]);
    }
    if (chunk.bytes.size() != chunkBytes) {
        throw Failure("it is damaged: a chunk has " + std::to_string(chunk.bytes.size()) + " bytes instead of " +
                      std::to_string(chunkBytes));
    }
    return std::move(chunk.bytes);
}

StoredChunk encodeChunk(std::span<const std::byte> raw, std::size_t elementBytes)
{
    struct Free
    {
        void operator()(libdeflate_compressor* compressor) const { libdeflate_free_compressor(compressor); }
    };

    thread_local const std::unique_ptr<libdeflate_compressor, Free> compressor(
        libdeflate_alloc_compressor(compressionLevel));
    Bytes shuffled = shuffle(raw, elementBytes);
    // Also where it does not shrink: the stream ends with a checksum, without which damage would not be seen.
    Bytes packed(libdeflate_zlib_compress_bound(compressor.get(), shuffled.size()));
    const std::size_t size = compressor ? libdeflate_zlib_compress(compressor.get(), shuffled.data(), shuffled.size(),
                                                                   packed.data(), packed.size())
                                        : 0;
    if (size == 0) {
        constexpr std::uint32_t withoutDeflate = 1U << 1U;  // shuffle is filter 0, deflate filter 1
        return {std::move(shuffled), withoutDeflate};
    }
    packed.resize(size);
    return {std::move(packed), 0};
}

}  // namespace aurora::storage
