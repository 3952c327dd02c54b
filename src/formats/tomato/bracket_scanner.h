#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

#if defined(__SSE2__) || defined(_M_X64)
#    include <emmintrin.h>
#    define AURORA_BRACKETS_SSE2
#endif

namespace aurora::formats::tomato {

/// One bit for each of 64 characters.
struct BlockBits
{
    std::uint64_t quotes = 0;
    std::uint64_t backslashes = 0;
    std::uint64_t opening = 0;   ///< `{` and `[`
    std::uint64_t closing = 0;   ///< `}` and `]`
    std::uint64_t capitals = 0;  ///< `N` and `I`: outside strings NaN and Infinity begin so
};

/// The brackets of both kinds differ in this bit alone, as small letters do from capitals.
inline constexpr char bracketBit = 0x20;

#if defined(AURORA_BRACKETS_SSE2)

inline BlockBits bitsOf(const char* block)
{
    BlockBits bits;
    for (int at = 0; at < 64; at += 16) {
        // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): an unaligned load of 16 characters
        const __m128i text = _mm_loadu_si128(reinterpret_cast<const __m128i*>(block + at));
        const __m128i small = _mm_or_si128(text, _mm_set1_epi8(bracketBit));
        const auto found = [at](__m128i hits) {
            return static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm_movemask_epi8(hits))) << at;
        };
        const auto equal = [&found](__m128i characters, char wanted) {
            return found(_mm_cmpeq_epi8(characters, _mm_set1_epi8(wanted)));
        };
        bits.quotes |= equal(text, '"');
        bits.backslashes |= equal(text, '\\');
        bits.opening |= equal(small, '{');
        bits.closing |= equal(small, '}');
        bits.capitals |=
            found(_mm_or_si128(_mm_cmpeq_epi8(text, _mm_set1_epi8('N')), _mm_cmpeq_epi8(text, _mm_set1_epi8('I'))));
    }
    return bits;
}

#else

inline BlockBits bitsOf(const char* block)
{
    BlockBits bits;
    for (int at = 0; at < 64; ++at) {
        const char c = block[at];
        const std::uint64_t bit = std::uint64_t{1} << at;
        bits.quotes |= c == '"' ? bit : 0;
        bits.backslashes |= c == '\\' ? bit : 0;
        bits.opening |= c == '{' || c == '[' ? bit : 0;
        bits.closing |= c == '}' || c == ']' ? bit : 0;
        bits.capitals |= c == 'N' || c == 'I' ? bit : 0;
    }
    return bits;
}

#endif

/// Follows the strings and brackets of JSON text at the speed of memory, so that hundreds of megabytes can be cut where
/// records end. It looks at nothing else: whether the text is JSON, the parser finds out.
class BracketScanner
{
public:
    /// Goes on over the next piece of the text.
    ///
    /// @param visitor  `bool closed(std::size_t at, std::int64_t depth)` is called for each closing bracket that leaves
    ///                 a depth of 0 or less, where 0 is the depth at the beginning; true ends the scan.
    ///                 `void capital(std::size_t at)` is called for each N and I outside strings.
    /// @return how many characters were looked at: all, or up to the bracket that ended the scan
    template <class Visitor>
    std::size_t feed(std::span<const char> text, Visitor&& visitor)
    {
        for (std::size_t at = 0; at < text.size(); at += blockSize) {
            const std::size_t count = std::min(blockSize, text.size() - at);
            if (const std::size_t end = scanBlock(outsideStrings(text.data() + at, count), at, visitor); end > 0) {
                return end;
            }
        }
        return text.size();
    }

    /// No bracket so far lay deeper; may be a little more than the true depth.
    [[nodiscard]] std::int64_t greatestDepth() const noexcept { return m_greatestDepth; }

private:
    static constexpr std::size_t blockSize = 64;

    /// The bits of a block without those of characters in strings.
    BlockBits outsideStrings(const char* text, std::size_t count)
    {
        BlockBits bits;
        if (count == blockSize) {
            bits = bitsOf(text);
        } else {
            std::array<char, blockSize> rest{};
            std::copy_n(text, count, rest.begin());
            bits = bitsOf(rest.data());
        }
        // A set bit for every character from an opening quote up to the one before its closing quote.
        std::uint64_t inside = bits.quotes & ~escaped(bits.backslashes, count);
        for (int shift = 1; shift < 64; shift *= 2) {
            inside ^= inside << shift;
        }
        inside ^= m_inString ? ~std::uint64_t{0} : 0;
        m_inString = (inside >> 63U) != 0;
        bits.opening &= ~inside;
        bits.closing &= ~inside;
        bits.capitals &= ~inside;
        return bits;
    }

    /// Characters behind a backslash that is not itself escaped.
    std::uint64_t escaped(std::uint64_t backslashes, std::size_t count)
    {
        std::uint64_t result = m_escapesNext ? 1 : 0;
        m_escapesNext = false;
        backslashes &= ~result;
        while (backslashes != 0) {
            const auto at = static_cast<std::size_t>(std::countr_zero(backslashes));
            backslashes &= backslashes - 1;
            if (at + 1 == count) {
                m_escapesNext = true;
                break;
            }
            const std::uint64_t next = std::uint64_t{1} << (at + 1);
            result |= next;
            backslashes &= ~next;
        }
        return result;
    }

    /// @return one more than the place where the visitor ended the scan, else 0
    template <class Visitor>
    std::size_t scanBlock(const BlockBits& bits, std::size_t begin, Visitor& visitor)
    {
        for (std::uint64_t capitals = bits.capitals; capitals != 0; capitals &= capitals - 1) {
            visitor.capital(begin + static_cast<std::size_t>(std::countr_zero(capitals)));
        }
        m_greatestDepth = std::max(m_greatestDepth, m_depth + std::popcount(bits.opening));
        if (m_depth > std::popcount(bits.closing)) {  // far from the end of a record, as most blocks are
            m_depth += std::popcount(bits.opening) - std::popcount(bits.closing);
            return 0;
        }
        for (std::uint64_t brackets = bits.opening | bits.closing; brackets != 0; brackets &= brackets - 1) {
            const std::uint64_t bracket = brackets & (~brackets + 1);
            if ((bits.opening & bracket) != 0) {
                ++m_depth;
                continue;
            }
            --m_depth;
            const std::size_t at = begin + static_cast<std::size_t>(std::countr_zero(bracket));
            if (m_depth <= 0 && visitor.closed(at, m_depth)) {
                return at + 1;
            }
        }
        return 0;
    }

    bool m_inString = false;
    bool m_escapesNext = false;
    std::int64_t m_depth = 0;
    std::int64_t m_greatestDepth = 0;
};

}  // namespace aurora::formats::tomato
