# Compiler settings that every target shares: language level, warnings as errors, sanitizers, ccache.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set_property(GLOBAL PROPERTY USE_FOLDERS ON)

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()

if(NOT MSVC)
    set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
endif()

option(AURORA_WERROR "Treat warnings as errors" ON)
option(AURORA_BENCH "Build the benchmarks" ON)
option(AURORA_FUZZ "Build the harnesses of libFuzzer (Clang only)" OFF)
option(AURORA_COVERAGE "Count which lines run (Clang only)" OFF)
set(AURORA_SANITIZE "" CACHE STRING "Comma-separated sanitizers, e.g. address,undefined")

find_program(AURORA_CCACHE ccache)
if(AURORA_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    # Precompiled headers need a little tolerance from ccache: their time stamps do not matter, their content does.
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${AURORA_CCACHE})
endif()

add_library(aurora_options INTERFACE)
set(AURORA_REPOSITORY_URL "" CACHE STRING "Where the sources are, written into the provenance of data files")
target_compile_definitions(aurora_options INTERFACE AURORA_VERSION="${PROJECT_VERSION}"
                                                    AURORA_REPOSITORY_URL="${AURORA_REPOSITORY_URL}" QT_NO_CAST_FROM_ASCII
                                                    QT_NO_KEYWORDS)
if(WIN32)
    # The headers of Windows without macros named min and max, and without what nobody here uses. 1: as MinGW defines it.
    target_compile_definitions(aurora_options INTERFACE NOMINMAX=1 WIN32_LEAN_AND_MEAN)
endif()
if(MSVC)
    # What C and C++ themselves have (getenv, gmtime, open) is not deprecated for anybody else.
    target_compile_definitions(aurora_options INTERFACE _CRT_SECURE_NO_WARNINGS _CRT_NONSTDC_NO_WARNINGS)
    target_compile_options(aurora_options INTERFACE /W4 /permissive- /utf-8 /bigobj /Zc:__cplusplus
                                                    $<$<BOOL:${AURORA_WERROR}>:/WX>)
else()
    target_compile_options(
        aurora_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Wcast-qual
                                 -Woverloaded-virtual $<$<BOOL:${AURORA_WERROR}>:-Werror>)
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        if(CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
            # GCC 12 sees overflows in `"text" + std::string` that are none (GCC bug 105651).
            target_compile_options(aurora_options INTERFACE -Wno-stringop-overflow -Wno-restrict -Wno-array-bounds)
            if(MINGW)
                target_compile_options(aurora_options INTERFACE -Wno-stringop-overread) # the same, of string_view::find
            endif()
        endif()
        # ccache can only cache a compilation with a GCC precompiled header when the header is preprocessed with it.
        target_compile_options(aurora_options INTERFACE -fpch-preprocess)
    elseif(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
        # ccache can only know a precompiled header again when it holds no time.
        target_compile_options(aurora_options INTERFACE "SHELL:-Xclang -fno-pch-timestamp")
    endif()
endif()
if(AURORA_SANITIZE)
    add_compile_options(-fsanitize=${AURORA_SANITIZE} -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${AURORA_SANITIZE})
endif()
if(AURORA_COVERAGE)
    add_compile_options(-fprofile-instr-generate -fcoverage-mapping)
    add_link_options(-fprofile-instr-generate)
endif()

set(AURORA_PCH_STD <algorithm> <cstdint> <filesystem> <functional> <map> <memory> <optional> <span> <string>
                   <string_view> <variant> <vector> <nlohmann/json.hpp>)
set(AURORA_PCH_QT ${AURORA_PCH_STD} <QtCore/QtCore> <QtWidgets/QtWidgets>)
