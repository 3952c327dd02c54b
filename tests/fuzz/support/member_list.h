#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Several members of an archive in one input, so that libFuzzer changes what lies in them and not how they are packed:
/// each is a byte that chooses its name, three bytes of length, and its content. All bytes are a list: a length that
/// passes the end means the rest.
namespace aurora::fuzz {

struct ListedMember
{
    std::string_view name;
    std::span<const std::uint8_t> bytes;
};

inline constexpr std::size_t listedMemberHeader = 4;

/// @param names  what the first byte chooses from, modulo their number
[[nodiscard]] inline std::vector<ListedMember> splitMembers(std::span<const std::uint8_t> input,
                                                            std::span<const std::string_view> names)
{
    std::vector<ListedMember> members;
    while (input.size() >= listedMemberHeader) {
        const std::size_t promised = input[1] + (std::size_t{input[2]} << 8) + (std::size_t{input[3]} << 16);
        const std::string_view name = names[input[0] % names.size()];
        input = input.subspan(listedMemberHeader);
        const std::size_t length = promised < input.size() ? promised : input.size();
        members.push_back({name, input.first(length)});
        input = input.subspan(length);
    }
    return members;
}

/// The opposite. Members whose name is not in the list are left out.
inline void appendMember(std::vector<std::uint8_t>& input, std::string_view name, std::span<const std::uint8_t> bytes,
                         std::span<const std::string_view> names)
{
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] == name) {
            input.push_back(static_cast<std::uint8_t>(i));
            for (int shift = 0; shift < 24; shift += 8) {
                input.push_back(static_cast<std::uint8_t>(bytes.size() >> shift));
            }
            input.insert(input.end(), bytes.begin(), bytes.end());
            return;
        }
    }
}

}  // namespace aurora::fuzz
