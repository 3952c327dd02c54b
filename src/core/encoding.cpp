// toUtf8: the one function of aurora/core/text.h that asks the operating system.
#include "aurora/core/error.h"
#include "aurora/core/text.h"

#include <array>

#ifdef _WIN32
#    include <algorithm>
#    include <windows.h>
#else
#    include <cerrno>
#    include <iconv.h>
#endif

namespace aurora {

#ifdef _WIN32

namespace {

constexpr UINT gb18030 = 54936;
constexpr UINT gbk = 936;

/// Numbers of code pages: learn.microsoft.com/windows/win32/intl/code-page-identifiers.
UINT codePage(std::string_view encoding)
{
    if (encoding == "UTF-8") {
        return CP_UTF8;
    }
    if (encoding == "WINDOWS-1252") {
        return 1252;
    }
    if (encoding == "GB18030") {
        return gb18030;
    }
    throw Error("This computer cannot convert text from " + std::string(encoding) + ".");
}

}  // namespace

std::string toUtf8(std::string_view bytes, const char* encoding)
{
    UINT page = codePage(encoding);
    if (page == gb18030 && MultiByteToWideChar(page, 0, "0", 1, nullptr, 0) == 0) {
        page = gbk;  // its characters of one and two bytes, where this Windows (or Wine) has no more
    }
    std::wstring wide;
    while (!bytes.empty()) {
        std::array<wchar_t, 4> units{};
        int count = 0;
        std::size_t length = 0;
        while (count == 0 && length < std::min<std::size_t>(4, bytes.size())) {
            ++length;
            count = MultiByteToWideChar(page, MB_ERR_INVALID_CHARS, bytes.data(), static_cast<int>(length),
                                        units.data(), static_cast<int>(units.size()));
        }
        if (count == 0) {
            wide += L'\uFFFD';
            length = 1;
        }
        wide.append(units.data(), static_cast<std::size_t>(count));
        bytes.remove_prefix(length);
    }
    const int units = static_cast<int>(wide.size());
    std::string text(wide.size() * 3, '\0');  // a UTF-16 unit is at most three bytes
    const int length = WideCharToMultiByte(CP_UTF8, 0, wide.data(), units, text.data(), static_cast<int>(text.size()),
                                           nullptr, nullptr);
    text.resize(static_cast<std::size_t>(length));
    return text;
}

#else

namespace {

constexpr std::string_view replacementCharacter = "\xEF\xBF\xBD";

/// Owns an iconv descriptor.
class Converter
{
public:
    explicit Converter(const char* encoding) : m_handle(iconv_open("UTF-8", encoding))
    {
        if (m_handle == iconv_t(-1)) {
            throw Error(std::string("This computer cannot convert text from ") + encoding + ".");
        }
    }

    ~Converter() { iconv_close(m_handle); }

    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;

    [[nodiscard]] std::string convert(std::string_view bytes) const
    {
        std::string out;
        std::string input(bytes);
        char* in = input.data();
        std::size_t left = input.size();
        std::array<char, 4096> buffer{};
        while (left > 0) {
            char* to = buffer.data();
            std::size_t room = buffer.size();
            const std::size_t result = iconv(m_handle, &in, &left, &to, &room);
            out.append(buffer.data(), buffer.size() - room);
            if (result != static_cast<std::size_t>(-1) || errno == E2BIG) {
                continue;
            }
            out += replacementCharacter;
            ++in;
            --left;
        }
        return out;
    }

private:
    iconv_t m_handle;
};

}  // namespace

std::string toUtf8(std::string_view bytes, const char* encoding)
{
    return Converter(encoding).convert(bytes);
}

#endif

}  // namespace aurora
