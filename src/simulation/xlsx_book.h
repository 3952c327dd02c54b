#pragma once

#include "aurora/core/thread_locale.h"

#include <cstddef>
#include <cstdint>
#include <ctime>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

struct lxw_workbook;
struct lxw_worksheet;

namespace aurora::simulation {

/// One sheet of a workbook that is being written. Rows and columns count from 0; rows are written in order.
class BookSheet
{
public:
    explicit BookSheet(lxw_worksheet* sheet) : m_sheet(sheet) {}

    /// @throws Error with the cause alone
    void number(std::size_t row, std::size_t column, double value);
    void text(std::size_t row, std::size_t column, const std::string& text);

private:
    lxw_worksheet* m_sheet;
};

/// A workbook that is written to a file.
class XlsxBook
{
public:
    enum class Memory
    {
        WholeBook,  ///< texts are shared
        RowByRow    ///< texts stand in their cells
    };

    /// @param created  for the file's properties: the same input gives the same bytes
    XlsxBook(const std::filesystem::path& file, Memory memory, std::time_t created);

    [[nodiscard]] BookSheet addSheet(const char* name);

    /// Writes the file. Once. @throws Error with the cause alone
    void close();

private:
    struct Free
    {
        void operator()(lxw_workbook* book) const;
    };

    ThreadLocale m_decimalPoint{LocalePart::Numbers};  ///< libxlsxwriter prints numbers by the locale
    std::unique_ptr<lxw_workbook, Free> m_book;
};

}  // namespace aurora::simulation
